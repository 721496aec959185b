/** A wish from outside that a program should end soon, and its reason. */
export class Stop {
  reason: string | undefined;
  private readonly listeners = new Set<(reason: string) => void>();

  because(reason: string): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    for (const listener of this.listeners) listener(reason);
  }

  /** @throws AbortError from then on */
  throwIfStopped(): void {
    if (this.reason !== undefined) throw new DOMException(`stopped by ${this.reason}`, 'AbortError');
  }

  /** Gives what takes the listener away again. */
  onStop(listener: (reason: string) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
