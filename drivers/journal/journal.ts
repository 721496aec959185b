/** A log of everything that is sent and received: one entry a line, in order, never changed. */
export interface Journal {
  note(entry: object): void;
  /** Writes all entries through to the disk, if the journal is on one. */
  sync?(): void;
}
