/** How a physical run spends its time, milliseconds: waiting for the link, waiting for devices to settle, and computing. */
export class TimeBudget {
  /** waiting for replies, without the settling and pulse times */
  link = 0;
  /** settling times and pulse periods, as requested */
  settle = 0;
  /** computing time of each learning step */
  readonly host: number[] = [];
  private waited = 0;
  private last: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.last = now();
  }

  /** Waits for a board’s answer. @param asked seconds that the request itself takes on the board */
  async wait<Answer>(answer: () => Promise<Answer>, asked: number): Promise<Answer> {
    const from = this.now();
    try {
      return await answer();
    } finally {
      this.note(this.now() - from, asked * 1000);
    }
  }

  /** Starts the count anew. */
  start(): void {
    this.last = this.now();
    this.waited = 0;
    this.link = 0;
    this.settle = 0;
    this.host.length = 0;
  }

  /** Ends a learning step. */
  step(): void {
    const now = this.now();
    this.host.push(now - this.last - this.waited);
    this.last = now;
    this.waited = 0;
  }

  /** Means over the learning steps so far, and the median of the computing time. */
  perStep(): { steps: number; link: number; settle: number; host: number; hostMedian: number } {
    const { link, settle, host } = this;
    const steps = host.length;
    const each = (sum: number) => (steps > 0 ? sum / steps : 0);
    const sorted = Float64Array.from(host).sort();
    return {
      steps,
      link: each(link),
      settle: each(settle),
      host: each(host.reduce((sum, time) => sum + time, 0)),
      hostMedian: sorted[Math.floor(steps / 2)] ?? 0,
    };
  }

  private note(spent: number, asked: number): void {
    // A simulated board answers sooner than a real one could; that time was not spent.
    const settled = spent >= asked ? asked : 0;
    this.settle += settled;
    this.link += spent - settled;
    this.waited += spent;
  }
}
