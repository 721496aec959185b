/** Where all that was sent and received is written down, in order, one entry a line, and never changed. */
export interface Journal {
  note(entry: object): void;
  /** Brings all of it to the disk itself, where it is on one. */
  sync?(): void;
}
