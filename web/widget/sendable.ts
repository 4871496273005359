/** What a caller can send: words, a pressed button or a command. */

import type { WidgetInput } from "../shared/api.js";

export type CommandName = NonNullable<WidgetInput["command"]>;

export interface Sendable {
  readonly body: Omit<WidgetInput, "id" | "argument"> & { argument?: string };
  /** How it stands on the screen. */
  readonly shown: string;
}

/** Other texts under which the server may give this back. */
export function aliasesOf({ body }: Sendable): string[] {
  const aliases: string[] = [];
  if (body.button) aliases.push(body.button);
  if (body.command) aliases.push(`/${body.command}`, `/${body.command} ${body.argument ?? ""}`);
  return aliases;
}
