import type { Clock } from '../../ports/clock.js';

/** How long an answer may take, and how often the board must hear from us meanwhile. */
export interface Patience {
  readonly deadlineMs: number;
  readonly keepaliveMs?: number;
  /** told the sequence number just before the frame leaves */
  readonly leaves?: (seq: number) => void;
  /** told of each line that comes before the answer */
  readonly part?: (values: readonly string[]) => void;
}

/** Times that an identical frame is sent again before the board is called stuck. */
export const RESENDS = 3;

/** One request on its way: its frame goes out again, always the same bytes, until an answer comes or patience ends. */
export class Exchange {
  private resent = 0;
  private cancelDeadline = () => {};
  private cancelKeepalive = () => {};

  constructor(
    readonly seq: number,
    readonly verb: string,
    readonly line: string,
    readonly resolve: (values: readonly string[]) => void,
    readonly reject: (error: Error) => void,
    readonly patience: Patience,
    private readonly clock: Clock,
    private readonly send: (line: string) => void,
    private readonly giveUp: () => void,
  ) {}

  start(): void {
    this.send(this.line);
    this.wait();
  }

  /** Nothing more is sent; an answer may still come. */
  hold(): void {
    this.cancelDeadline();
    this.cancelKeepalive();
  }

  private wait(): void {
    this.cancelDeadline = this.clock.after(this.patience.deadlineMs, () => this.overdue());
    this.keepAlive();
  }

  private overdue(): void {
    this.hold();
    if (this.resent++ === RESENDS) return this.giveUp();
    this.repeat();
    this.wait();
  }

  /** Of a frame that lost its end something may still stand in the board's line; the LF in front ends that. */
  private repeat(): void {
    this.send(`\n${this.line}`);
  }

  private keepAlive(): void {
    const { keepaliveMs } = this.patience;
    if (keepaliveMs === undefined) return;
    this.cancelKeepalive = this.clock.after(keepaliveMs, () => {
      this.repeat();
      this.keepAlive();
    });
  }
}
