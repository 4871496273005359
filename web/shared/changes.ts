/** Tells listeners that something changed; they read the new state themselves. */
export class Changes {
  private readonly listeners = new Set<() => void>();

  /** Call `listener` at every change; the answer stops it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  announce(): void {
    for (const listener of this.listeners) listener();
  }
}
