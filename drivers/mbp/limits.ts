/** What an experiment allows a board to do; both ends of the link refuse what is beyond, and neither clips. */
export interface Limits {
  /** of a pulse */
  readonly microvoltsMin: number;
  readonly microvoltsMax: number;
  /** of a read, either sign */
  readonly readMicrovoltsMax: number;
  /** compliance */
  readonly picoampsMax: number;
  /** of a pulse */
  readonly nanosMax: number;
  /** of a train */
  readonly pulsesMax: number;
  /** of a train, were its current at the compliance: |V| · I · t · n */
  readonly picojoulesMax: number;
}
