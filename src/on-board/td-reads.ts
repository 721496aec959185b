/** Reads that are kept one by one; all count in the rest. */
const MOST_KEPT = 5000;
const DIGITS = 6;

/** TD errors read on physical devices, measured beside what their last readings let expect (Fig. 3b of the article). */
export class TdReads {
  readonly expected: number[] = [];
  readonly measured: number[] = [];
  count = 0;
  largest = 0;
  /** reads by how many physical devices were in them: of one, of two, … */
  readonly over: number[] = [];
  private squares = 0;

  /** @param critic the column in which TD errors are read; −1 for a learner without a critic */
  constructor(private readonly critic: number) {}

  readonly note = (column: number, expected: number, measured: number, devices: number): void => {
    if (column !== this.critic) return;
    const off = Math.abs(measured - expected);
    this.count++;
    this.squares += off * off;
    this.largest = Math.max(this.largest, off);
    while (this.over.length < devices) this.over.push(0);
    this.over[devices - 1]++;
    if (this.expected.length === MOST_KEPT) return;
    this.expected.push(Number(expected.toPrecision(DIGITS)));
    this.measured.push(Number(measured.toPrecision(DIGITS)));
  };

  /** Root mean square of measured − expected. */
  get rms(): number {
    return this.count === 0 ? 0 : Math.sqrt(this.squares / this.count);
  }
}
