/** Replies being written and replies not yet taken, kept in this tab so that a reload loses none. */

export interface Reply {
  readonly caseId: string;
  readonly text: string;
  /** The newest message when this was written; the server's copy comes later than it. */
  readonly after: number;
}

export interface UnsentReply {
  readonly id: string;
  readonly payload: Reply;
}

interface Kept {
  texts: Record<string, string>;
  unsent: UnsentReply[];
}

const KEY = "mkhari.console";

export class Drafts {
  private kept: Kept;

  constructor(private readonly storage: Storage) {
    this.kept = read(storage);
  }

  get unsent(): readonly UnsentReply[] {
    return this.kept.unsent;
  }

  of(caseId: string): string {
    return this.kept.texts[caseId] ?? "";
  }

  write(caseId: string, text: string): void {
    if (text) this.kept.texts[caseId] = text;
    else delete this.kept.texts[caseId];
    this.save();
  }

  keepUnsent(unsent: readonly UnsentReply[]): void {
    this.kept.unsent = unsent.map(({ id, payload }) => ({ id, payload }));
    this.save();
  }

  /** At sign-out nothing stays for the next person at this computer. */
  forget(): void {
    this.kept = { texts: {}, unsent: [] };
    this.storage.removeItem(KEY);
  }

  private save(): void {
    this.storage.setItem(KEY, JSON.stringify(this.kept));
  }
}

function read(storage: Storage): Kept {
  try {
    const value = JSON.parse(storage.getItem(KEY) ?? "{}") as Partial<Kept>;
    return { texts: value.texts ?? {}, unsent: value.unsent ?? [] };
  } catch {
    return { texts: {}, unsent: [] };
  }
}
