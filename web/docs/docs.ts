/** Shows our own description of the HTTP interface with Swagger UI, from our own origin. */

import bundle from "swagger-ui-dist/swagger-ui-bundle.js?url";
import "swagger-ui-dist/swagger-ui.css";

declare global {
  interface Window {
    SwaggerUIBundle(options: { url: string; dom_id: string; deepLinking: boolean; validatorUrl: null }): void;
  }
}

// Loaded as it is: the package's bundle is ready-made, and rebuilding it would take longer than all the rest.
const script = document.createElement("script");
script.src = bundle;
script.addEventListener("load", () =>
  window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: null }),
);
document.head.append(script);
