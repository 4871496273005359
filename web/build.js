// Builds everything that the API serves from its own origin into dist/: one folder for each address.
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const shared = {
  configFile: false,
  logLevel: "warn",
};

/** A page and its hashed assets, served under `/name/`. */
async function buildPages(name, pages) {
  await build({
    ...shared,
    root: here(name),
    base: `/${name}/`,
    publicDir: false,
    build: {
      outDir: here(`dist/${name}`),
      emptyOutDir: false,
      target: "es2021",
      assetsInlineLimit: 0, // the content security policy forbids data: for all but images
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1600,
      rolldownOptions: { input: pages.map((page) => here(`${name}/${page}`)) },
    },
  });
}

/** The one file that other people's pages load: a plain script, readable by old browsers. */
async function buildLoader() {
  await build({
    ...shared,
    root: here("widget"),
    publicDir: false,
    build: {
      outDir: here("dist/widget"),
      emptyOutDir: false,
      target: "es2019",
      lib: { entry: here("widget/loader.ts"), formats: ["iife"], name: "mkhari", fileName: () => "loader.js" },
    },
  });
}

/** Served beside the console under a name that stays: a service worker may answer only for its own folder. */
async function buildPushWorker() {
  await build({
    ...shared,
    root: here("console"),
    publicDir: false,
    build: {
      outDir: here("dist/console"),
      emptyOutDir: false,
      target: "es2021",
      lib: { entry: here("console/push-worker.ts"), formats: ["iife"], name: "mkhariPush", fileName: () => "push-worker.js" },
    },
  });
}

/** The demo is what a school would write: static files, no build. */
async function copyDemo() {
  await mkdir(here("dist/demo"), { recursive: true });
  for (const file of await readdir(here("demo"))) await cp(here(`demo/${file}`), here(`dist/demo/${file}`));
}

await rm(here("dist"), { recursive: true, force: true });
await Promise.all([
  buildPages("widget", ["frame.html", "neutral.html"]),
  buildPages("console", ["index.html"]),
  buildPages("docs", ["index.html"]),
  buildLoader(),
  buildPushWorker(),
  copyDemo(),
]);
