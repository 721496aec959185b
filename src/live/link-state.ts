import type { LinkView } from './page/wire.js';

/** Frames of MBP/1 after which the board has no voltages. */
const LEAVING = / (?:SAFE|ABORT)\*/;

/** The connection to a board, from the entries of its journal. */
export class LinkState {
  private state: LinkView['state'] = 'opening';
  private board: { model?: string; serial?: string } = {};
  private sent = 0;
  private received = 0;
  private again = 0;
  /** the last frame asked the board to switch off */
  private isLeaving = false;
  private heard: number | undefined;

  /** @param now clock in milliseconds */
  constructor(private readonly now: () => number = Date.now) {}

  readonly note = (entry: object): void => {
    if ('sent' in entry) this.send(String(entry.sent));
    else if ('received' in entry) this.hear();
    else if ('opened' in entry) {
      if (this.state === 'lost') this.again++;
      this.state = 'connected';
    } else if ('closed' in entry || 'unwritten' in entry || 'unopened' in entry)
      this.state = this.isLeaving ? 'closed' : 'lost';
    else if ('board' in entry) this.board = entry.board as typeof this.board;
  };

  /** Says that the program is done with its board. */
  close(): void {
    this.state = 'closed';
  }

  view(): LinkView {
    const { state, sent, received, again, heard } = this;
    const { model, serial } = this.board;
    return {
      state,
      ...(model !== undefined && { model }),
      ...(serial !== undefined && { serial }),
      sent,
      received,
      quiet: heard === undefined ? null : (this.now() - heard) / 1000,
      reconnected: again,
    };
  }

  private send(frame: string): void {
    this.sent++;
    this.isLeaving = LEAVING.test(frame);
  }

  private hear(): void {
    this.received++;
    this.heard = this.now();
    this.state = 'connected';
  }
}
