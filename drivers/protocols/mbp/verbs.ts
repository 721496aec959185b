import type { Capabilities } from '../../sessions/capabilities.js';
import type { BoardTrains } from './board-trains.js';
import { capabilitiesAsSent } from './capabilities-frame.js';
import type { RequestFrame } from './frame.js';
import { Refused, type GuardedCells } from './guarded-cells.js';

type Values = (string | number)[];

/** Counters of a board since its reset: milliseconds, and the lines that it ignored. */
export interface Counts {
  readonly uptime: number;
  readonly crc: number;
  readonly overruns: number;
}

/** What a board does for each request whose turn has come, except HELLO and TRAIN. */
export class Verbs {
  /** @param part sends a line before the answer */
  constructor(
    private readonly can: Capabilities,
    private readonly cells: GuardedCells,
    private readonly trains: BoardTrains,
    private readonly part: (seq: number, cells: number[]) => void,
  ) {}

  /** @param nonce of the session @throws Refused */
  obey({ verb, args, seq }: RequestFrame, nonce: string | undefined, counts: Counts): Values {
    const { cells } = this;
    if (verb === 'READ') return cells.read(args);
    if (verb === 'READSET') return cells.readSet(args);
    if (verb === 'READALL') return cells.readAll(args, (some) => this.part(seq, some));
    if (verb === 'LIMITS') return cells.limit(args);
    if (verb === 'ARM') return [cells.arm(args, counts.uptime)];
    const act = this.withoutArguments[verb];
    if (!act) throw new Refused('VERB');
    if (args.length > 0) throw new Refused('ARG', [args.length]);
    return act(seq, nonce, counts);
  }

  private readonly withoutArguments: Partial<
    Record<string, (seq: number, nonce: string | undefined, counts: Counts) => Values>
  > = {
    PING: () => [],
    CAPS: () => capabilitiesAsSent(this.can),
    STAT: (_, __, counts) => this.status(counts),
    ZERO: () => this.cells.zerosAsSent(),
    LAST: () => this.trains.asSent(),
    ABORT: (seq, nonce) => this.abort(seq, nonce),
    SAFE: () => this.safe(),
  };

  private status(counts: Counts): string[] {
    const { armed, limited } = this.cells;
    const state = { ...counts, armed: Number(armed), limits: Number(limited) };
    return Object.entries(state).map(([key, value]) => `${key}=${value}`);
  }

  /** Pulses and flags of the train with the preceding number in this session. */
  private abort(seq: number, nonce: string | undefined): [done: number, flags: number] {
    this.trains.stop();
    return this.trains.outcome(nonce, (seq - 1) & 0xffff);
  }

  private safe(): [] {
    this.trains.stop();
    this.cells.armed = false;
    return [];
  }
}
