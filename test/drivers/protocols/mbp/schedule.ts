import { expect } from 'vitest';
import {
  BoardLapsed,
  BoardRefused,
  BoardTaken,
  UncertainPulse,
} from '../../../../drivers/sessions/errors.js';
import type { MbpSession } from '../../../../drivers/protocols/mbp/mbp-session.js';
import type { Delivery } from '../../../../drivers/protocols/mbp/parse-answers.js';
import type { PulseTrain } from '../../../../drivers/sessions/board-session.js';
import type { Transport } from '../../../../drivers/ports/transport.js';
import type { Cable, Fault } from '../../../../drivers/virtual/cable.js';
import { RandomStream } from '../../../../src/core/random-stream.js';
import { ForeignProgram } from './foreign-program.js';
import type { Rig } from './rig.js';

/** What a schedule needs of a board at the end of cables; `Rig` is one. */
export type ScheduleRig = Pick<
  Rig,
  | 'clock'
  | 'host'
  | 'far'
  | 'cells'
  | 'witness'
  | 'cable'
  | 'open'
  | 'reset'
  | 'microvoltsStep'
  | 'picoampsError'
  | 'bufferMs'
> & { readonly machine: { readonly armed: boolean }; readonly socket: { stop(): void } };

const FAULTS: readonly Fault[] = ['drop', 'duplicate', 'corrupt', 'truncate', 'delay', 'reorder', 'unplug'];
const HEARTBEAT_MS = 600;
/** Within how many milliseconds something happens. */
const LATER_MS = 400;

/** What came of many schedules. */
interface Tally {
  schedules: number;
  trains: number;
  /** pulses that hosts were told of, and that cells got in those trains */
  acknowledged: number;
  delivered: number;
  /** trains whose outcome was told to be unknown, their pulses, and how many of these cells got */
  uncertain: number;
  unknown: number;
  unknownGiven: number;
  /** trains whose outcome was told by LAST after a new connection */
  recovered: number;
  /** trains that ended early, and were told so */
  partial: number;
  reads: number;
  resets: number;
  /** times that a host or a board stood still, and heartbeats that lapsed over it */
  hostSleeps: number;
  boardSleeps: number;
  lapses: number;
  /** greetings by another program, times that a host noticed, and pulses that this program gave */
  greetings: number;
  taken: number;
  foreignPulses: number;
  /** reads beyond the dose that boards refused */
  dosesRefused: number;
  faults: Record<Fault, number>;
  wrong: string[];
}

function emptyTally(): Tally {
  const faults = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const counts = { schedules: 0, trains: 0, acknowledged: 0, delivered: 0, uncertain: 0, unknown: 0 };
  const ends = { unknownGiven: 0, recovered: 0, partial: 0, reads: 0, resets: 0 };
  const sleeps = { hostSleeps: 0, boardSleeps: 0, lapses: 0 };
  const others = { greetings: 0, taken: 0, foreignPulses: 0, dosesRefused: 0 };
  return { ...counts, ...ends, ...sleeps, ...others, faults, wrong: [] };
}

/** Runs that many schedules and says what came of them; as many pulses must be delivered as were acknowledged. @param fault of a board after its schedule */
export async function underFaults<Board extends ScheduleRig>(
  schedules: number,
  board: () => Board,
  fault: (board: Board) => string | undefined = () => undefined,
): Promise<void> {
  const tally = emptyTally();
  for (let seed = 0; seed < schedules; seed++) {
    const rig = board();
    const wrong = await new Schedule(seed, tally, rig).run().then(
      () => fault(rig),
      (error: Error) => error.stack,
    );
    if (wrong !== undefined) tally.wrong.push(`schedule ${seed}: ${wrong}`);
  }
  const { wrong, ...counts } = tally;
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(counts.delivered).toBe(counts.acknowledged);
  const { hostSleeps, boardSleeps, lapses, greetings, taken, foreignPulses, dosesRefused } = counts;
  for (const times of [hostSleeps, boardSleeps, lapses, greetings, taken, foreignPulses, dosesRefused])
    expect(times).toBeGreaterThan(schedules / 100);
}

/** A host that works on a board over cables that fail, on a board that is reset now and then, all from one seed. Both stand still at times, and another program greets the board. */
class Schedule {
  private readonly random: RandomStream;
  private readonly shares: Partial<Record<Fault, number>>;
  private cable!: Cable;
  /** the host's end of the cable */
  private end!: Transport;
  private session!: MbpSession;
  private readonly foreign: ForeignProgram;
  private cables = 0;

  constructor(
    private readonly seed: number,
    private readonly tally: Tally,
    private readonly rig: ScheduleRig,
  ) {
    this.random = new RandomStream(`schedule/${seed}`);
    this.foreign = new ForeignProgram(rig.cells, HEARTBEAT_MS, this.random);
    const hardness = this.random.uniform() * 0.3;
    const share = (fault: Fault) => this.random.uniform() * (fault === 'unplug' ? 0.03 : hardness);
    this.shares = Object.fromEntries(FAULTS.map((fault) => [fault, this.random.below(2) ? share(fault) : 0]));
  }

  async run(): Promise<void> {
    const { rig, tally } = this;
    tally.schedules++;
    await this.first();
    for (let steps = 3 + this.random.below(4); steps > 0; steps--) {
      if (this.random.below(4) === 0) this.later(() => this.reset());
      if (this.random.below(12) === 0) this.later(() => this.cable.unplug());
      this.trouble();
      if (this.random.below(4) === 0) await this.read();
      else await this.train();
    }
    tally.foreignPulses += this.foreign.given;
    tally.dosesRefused += this.foreign.dosesRefused;
    for (const sentence of this.foreign.wrong) this.expect(false, sentence);
    await this.loseHost();
    this.expect(rig.witness.unpermitted === 0, 'I1: a pulse without LIMITS and ARM of its boot');
    this.expect(rig.cells.highestPulse <= 1.2, 'a pulse beyond the limits');
    this.plug(0);
    rig.socket.stop();
  }

  /** What happens in a lab: a computer sleeps, a hub sleeps, and somebody starts another program. */
  private trouble(): void {
    const { rig, random, tally } = this;
    const moment = () => 100 + random.uniform() * 2400;
    if (random.below(8) === 0)
      this.later(() => {
        tally.hostSleeps++;
        rig.host.sleep(moment());
      });
    if (random.below(8) === 0)
      this.later(() => {
        tally.boardSleeps++;
        rig.far.sleep(moment());
      });
    if (random.below(8) === 0)
      this.later(() => {
        tally.greetings++;
        this.foreign.greet(this.cable.host, this.session.boot);
      });
  }

  private async train(): Promise<void> {
    const { rig, random, tally } = this;
    const count = 1 + random.below(60);
    const sign = random.below(2) ? 1 : -1;
    const train: PulseTrain = {
      row: random.below(3),
      column: random.below(2),
      microvolts: sign * (500_000 + random.below(700_000)),
      widthNanos: 10_000,
      periodNanos: 500_000 * (1 + random.below(20)),
      count,
    };
    const ours = () => rig.cells.total - this.foreign.given;
    const before = ours();
    const cell = train.row * rig.cells.columns + train.column;
    const cellBefore = rig.cells.pulses[cell];
    tally.trains++;
    if (random.below(6) === 0) this.later(() => void this.session.abort().catch(() => {}));
    const outcome = await this.outcomeOf(train);
    const delivered = ours() - before;
    this.expect(rig.cells.pulses[cell] - cellBefore === delivered, 'pulses went to another cell');
    if (outcome instanceof UncertainPulse) {
      tally.uncertain++;
      tally.unknown += count;
      tally.unknownGiven += delivered;
      this.expect(delivered <= count, `I2: ${delivered} pulses of an uncertain train of ${count}`);
    } else {
      tally.acknowledged += outcome.done;
      tally.delivered += delivered;
      if (outcome.done < count) tally.partial++;
      this.expect(outcome.done === delivered, `I2: told ${outcome.done}, delivered ${delivered} of ${count}`);
    }
    // What is still under way in the cable may arrive now, and must do nothing.
    if (random.below(3) === 0) await rig.clock.pass(random.uniform() * 500);
    this.expect(ours() === before + delivered, 'I2: pulses after the outcome was told');
  }

  private async outcomeOf(train: PulseTrain): Promise<Delivery | UncertainPulse> {
    const { clock } = this.rig;
    try {
      const told = await clock.until(this.session.train(train));
      if (told.lapsed) this.tally.lapses++;
      return told;
    } catch (error) {
      this.count(error);
      const outcome =
        error instanceof BoardRefused && error.code !== 'SEQ' ? { done: 0, flags: 0 } : undefined;
      const later = await this.recover();
      if (error instanceof UncertainPulse) return error;
      if (later && !(later instanceof UncertainPulse)) this.tally.recovered++;
      return outcome ?? later ?? { done: 0, flags: 0 };
    }
  }

  private async read(): Promise<void> {
    const { microvoltsStep: step, picoampsError } = this.rig;
    const asked = 1000 + this.random.below(190_000);
    const microvolts = Math.trunc(asked / step) * step;
    const all = this.random.below(3) === 0;
    this.tally.reads++;
    try {
      const readings = await this.rig.clock.until(all ? this.readAll(asked) : this.readOne(asked));
      for (const reading of readings) {
        const error = Math.abs(reading.picoamps - microvolts * 50);
        const right = reading.microvolts === microvolts && error < picoampsError;
        this.expect(right, `I4: a read at ${microvolts} µV was answered ${JSON.stringify(reading)}`);
      }
    } catch (error) {
      this.count(error);
      await this.recover();
    }
  }

  private count(error: unknown): void {
    if (error instanceof BoardLapsed) this.tally.lapses++;
    if (error instanceof BoardTaken) this.tally.taken++;
  }

  private async readOne(microvolts: number) {
    return [await this.session.read({ row: 1, column: 0 }, microvolts, 1000, 4)];
  }

  private async readAll(microvolts: number) {
    const readings = await this.session.readAll(microvolts, 1000, 4);
    this.expect(readings.length === this.rig.cells.siemens.length, 'I4: some cells were not read');
    return readings;
  }

  /** Connects until it is connected; at last over a cable without faults. */
  private async recover(): Promise<Delivery | UncertainPulse | undefined> {
    for (let tries = 0; ; tries++) {
      if (tries > 0 || this.random.below(2) || this.unplugged) this.plug(tries);
      try {
        return await this.rig.clock.until(this.session.reopen(this.end));
      } catch (error) {
        if (tries > 6) throw error;
      }
    }
  }

  private async first(): Promise<void> {
    for (let tries = 0; ; tries++) {
      this.plug(tries);
      try {
        this.session = await this.rig.open(this.end, {}, HEARTBEAT_MS);
        return;
      } catch (error) {
        if (tries > 6) throw error;
      }
    }
  }

  /** I3: the host is gone in the middle of a train. */
  private async loseHost(): Promise<void> {
    const { rig, random } = this;
    // Only this loss is looked at: what is still to happen happens before.
    await rig.clock.pass(LATER_MS);
    await rig.clock.pass(Math.max(rig.host.left, rig.far.left) + 1);
    const train: PulseTrain = {
      row: 0,
      column: 0,
      microvolts: 1e6,
      widthNanos: 10_000,
      periodNanos: 20_000_000,
      count: 100,
    };
    await this.recover();
    const given = this.session.train(train).catch(() => {});
    await rig.clock.pass(random.uniform() * 2000);
    const lost = rig.clock.now();
    this.cable.unplug();
    await rig.clock.until(given);
    await rig.clock.pass(rig.bufferMs + HEARTBEAT_MS + 1);
    this.expect(!rig.machine.armed, 'I3: armed a heartbeat after the host was lost');
    const total = rig.cells.total;
    await rig.clock.pass(5000);
    this.expect(rig.cells.total === total, 'I3: pulses after the board went safe');
    this.expect(
      rig.witness.lastPulse <= lost + rig.bufferMs + HEARTBEAT_MS,
      'I3: a pulse later than a heartbeat after the loss',
    );
  }

  private unplugged = false;

  private plug(tries: number): void {
    if (this.cables > 0) {
      this.cable.unplug();
      for (const fault of FAULTS) this.tally.faults[fault] += this.cable.counts[fault];
    }
    const faults = tries > 4 ? {} : this.shares;
    const pieces = this.random.below(2) === 1;
    this.cable = this.rig.cable({
      seed: this.seed * 100 + this.cables++,
      faults,
      delayMs: 800,
      baud: 115200,
      pieces,
    });
    this.end = this.rig.host.end(this.cable.host);
    this.unplugged = false;
    this.cable.host.onClose(() => (this.unplugged = true));
  }

  private reset(): void {
    this.tally.resets++;
    this.rig.reset();
  }

  private later(what: () => void): void {
    this.rig.clock.after(this.random.uniform() * LATER_MS, what);
  }

  private expect(right: boolean, sentence: string): void {
    if (!right) this.tally.wrong.push(`schedule ${this.seed}: ${sentence}`);
  }
}
