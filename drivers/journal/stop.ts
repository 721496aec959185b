/** A request from outside that a program ends soon, and its reason. */
export class Stop {
  reason: string | undefined;
  private readonly listeners = new Set<(reason: string) => void>();

  /** Requests the stop; only the first request counts. */
  request(reason: string): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    for (const listener of this.listeners) listener(reason);
  }

  /** @throws AbortError after a request */
  throwIfStopped(): void {
    if (this.reason !== undefined) throw new DOMException(`stopped by ${this.reason}`, 'AbortError');
  }

  /** Returns a function that removes the listener. */
  onStop(listener: (reason: string) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
