import type { BoardTrains } from './board-trains.js';
import { capabilitiesAsSent } from './capabilities-frame.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import type { Frame } from './frame.js';
import type { Instrument } from './instrument.js';
import { Refused } from '../../sessions/refused.js';

type Request = Extract<Frame, { kind: 'request' }>;
type Values = (string | number)[];

/** What a board has counted since its reset: milliseconds, and lines that it passed over. */
export interface Counts {
  readonly uptime: number;
  readonly crc: number;
  readonly overruns: number;
}

/** What a board does when a request's turn has come, all but HELLO and TRAIN. */
export class Verbs {
  /** @param part says a line before the answer */
  constructor(
    private readonly can: Capabilities,
    private readonly instrument: Instrument,
    private readonly trains: BoardTrains,
    private readonly part: (seq: number, cells: number[]) => void,
  ) {}

  /** @param nonce of the session @throws Refused */
  obey({ verb, args, seq }: Request, nonce: string | undefined, counts: Counts): Values {
    const { instrument } = this;
    if (verb === 'READ') return instrument.read(args);
    if (verb === 'READSET') return instrument.readSet(args);
    if (verb === 'READALL') return instrument.readAll(args, (cells) => this.part(seq, cells));
    if (verb === 'LIMITS') return instrument.limit(args);
    if (verb === 'ARM') return [instrument.arm(args)];
    const bare = this.bare[verb];
    if (!bare) throw new Refused('VERB');
    if (args.length > 0) throw new Refused('ARG', [args.length]);
    return bare(seq, nonce, counts);
  }

  /** Verbs that take no arguments. */
  private readonly bare: Partial<
    Record<string, (seq: number, nonce: string | undefined, counts: Counts) => Values>
  > = {
    PING: () => [],
    CAPS: () => capabilitiesAsSent(this.can),
    STAT: (_, __, counts) => this.status(counts),
    LAST: () => this.trains.asSent(),
    ABORT: (seq, nonce) => this.abort(seq, nonce),
    SAFE: () => this.safe(),
  };

  private status(counts: Counts): string[] {
    const { armed, limited } = this.instrument;
    const state = { ...counts, armed: Number(armed), limits: Number(limited) };
    return Object.entries(state).map(([key, value]) => `${key}=${value}`);
  }

  /** Pulses and flags of the train of this session with the number before this one. */
  private abort(seq: number, nonce: string | undefined): [done: number, flags: number] {
    this.trains.stop();
    return this.trains.outcome(nonce, (seq - 1) & 0xffff);
  }

  private safe(): [] {
    this.trains.stop();
    this.instrument.armed = false;
    return [];
  }
}
