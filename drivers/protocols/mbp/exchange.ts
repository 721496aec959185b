import type { Journal } from '../../journal/journal.js';
import type { Clock } from '../../ports/clock.js';

/** The options of a link. */
export interface LinkOptions {
  readonly clock?: Clock;
  readonly journal?: Journal;
  /** last sequence number of the previous link, whose numbering this link continues */
  readonly after?: number;
}

/** How a request is timed, and what is reported while it waits for its answer. */
export interface RequestOptions {
  /** time without an answer after which the frame is sent again */
  readonly deadlineMs: number;
  /** interval at which the frame is repeated meanwhile, so that the board's watchdog hears the host */
  readonly keepaliveMs?: number;
  /** called with the sequence number just before the frame is sent */
  readonly onSend?: (seq: number) => void;
  /** called with each line that comes before the answer */
  readonly onPart?: (values: readonly string[]) => void;
}

/** A request to a board, and the two ends of the promise of its answer. */
export interface Request {
  readonly verb: string;
  readonly args: readonly (string | number)[];
  readonly options: RequestOptions;
  readonly resolve: (values: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

/** How often an identical frame is sent again before the board counts as stuck. */
export const RESENDS = 3;

/** One open request: its frame is repeated, always the same bytes, until an answer comes or the last deadline passes. */
export class Exchange {
  private resent = 0;
  private cancelDeadline = () => {};
  private cancelKeepalive = () => {};

  constructor(
    readonly seq: number,
    readonly line: string,
    readonly request: Request,
    private readonly clock: Clock,
    private readonly send: (line: string) => void,
    private readonly giveUp: () => void,
  ) {}

  start(): void {
    this.send(this.line);
    this.wait();
  }

  /** Stops sending; an answer may still come. */
  hold(): void {
    this.cancelDeadline();
    this.cancelKeepalive();
  }

  private wait(): void {
    this.cancelDeadline = this.clock.after(this.request.options.deadlineMs, () => this.overdue());
    this.keepAlive();
  }

  private overdue(): void {
    this.hold();
    if (this.resent++ === RESENDS) return this.giveUp();
    this.repeat();
    this.wait();
  }

  /** The LF in front ends what may be left in the board's line of a frame that lost its end. */
  private repeat(): void {
    this.send(`\n${this.line}`);
  }

  private keepAlive(): void {
    const { keepaliveMs } = this.request.options;
    if (keepaliveMs === undefined) return;
    this.cancelKeepalive = this.clock.after(keepaliveMs, () => {
      this.repeat();
      this.keepAlive();
    });
  }
}
