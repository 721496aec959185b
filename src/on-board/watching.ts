/** What a page sees of a run while it goes on. */
export interface Watching {
  /** where the conditions show their seeds in progress */
  readonly glimpses: SharedArrayBuffer;
  /** Gets every entry of a board's journal after it is written. */
  onEntry(entry: object): void;
}
