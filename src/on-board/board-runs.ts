import { isVirtual } from '../experiment/board/board-port.js';
import type { Place } from '../../drivers/sessions/board-session.js';
import { bringToStart, type Started } from '../../drivers/boards/bring-to-start.js';
import { NotSafe } from '../../drivers/sessions/errors.js';
import { checkReference } from '../../drivers/boards/column-sum.js';
import { DeviceFault } from '../../drivers/boards/physical-devices.js';
import { givenTo, type GivenPulses } from '../../drivers/sessions/given-pulses.js';
import type { Stop } from '../../drivers/journal/stop.js';
import { assemble } from '../experiment/assemble.js';
import { catalogue } from '../experiment/catalogue.js';
import type { BoardAccess, BoardDevices, OpenBoard } from './board-access.js';
import type { BoardSetup } from '../experiment/board/board-form.js';
import { keepRecord, type BoardRecord } from '../runs/board-record.js';
import { BoardRig } from './board-rig.js';
import { openBoard } from './open-board.js';
import { physicalWeights, type PhysicalWeight } from '../experiment/board/physical-placement.js';
import type { Run } from '../runs/run-directory.js';
import { glimpseSlot } from '../experiment/glimpse/glimpses.js';
import { runSeed, type SeedResult } from '../experiment/seed-run.js';
import { weightsOf } from '../experiment/weights.js';

/** RESET pulses between two reads of a device that is brought to its start. */
const ATTEMPT = 50;

/**
 * Runs on a board, in this process and one after the other, because a physical device cannot serve two seeds at once. Each
 * run begins with all physical devices at the lower end of their windows. The board is always left without voltages. A
 * condition with an ideal bank needs no devices, and is simulated.
 */
export class BoardRuns {
  private readonly weights: PhysicalWeight[];
  private readonly worn: Float64Array<ArrayBuffer>;
  private board: OpenBoard | undefined;
  /** uncertain pulses that are in no record yet */
  private uncertain = 0;
  private readonly signal: AbortSignal;

  /** @param open opens the board @param glimpses where a page sees seeds while they run @throws UsageError for devices that cannot be on it */
  constructor(
    private readonly run: Run,
    private readonly setup: BoardSetup,
    private readonly access: BoardAccess,
    readonly open = openBoard,
    private readonly glimpses?: SharedArrayBuffer,
  ) {
    this.weights = physicalWeights(run.experiment, setup, run.devices.devices);
    this.worn = Float64Array.from(this.weights, ({ device }) =>
      wornBy(givenTo(device.place, access.earlier)),
    );
    this.signal = signalOf(access.io.stop);
  }

  /** Carries out the runs from number `from` to before `total`. */
  async *carryOut(from: number, total: number): AsyncGenerator<SeedResult[]> {
    try {
      for (let unit = from; unit < total; unit++) {
        await this.turn();
        yield [await this.one(unit)];
        // The devices of a virtual board belong to one seed, like simulated ones.
        if (isVirtual(this.setup.port)) {
          await this.leave();
          this.worn.fill(0);
        }
      }
    } catch (error) {
      if (error instanceof DeviceFault) this.access.io.journal.note({ quarantined: error.message });
      throw error;
    } finally {
      await this.leave();
    }
  }

  /** Lets signals and progress run between two runs. */
  private async turn(): Promise<void> {
    await new Promise<void>((resolve) => void this.access.io.clock.after(0, resolve));
    this.signal.throwIfAborted();
  }

  private async one(unit: number): Promise<SeedResult> {
    const { experiment, devices } = this.run;
    const { conditions, firstSeed } = experiment;
    const index = unit % conditions.length;
    const seed = firstSeed + Math.floor(unit / conditions.length);
    const condition = conditions[index];
    const shown = glimpseSlot(this.glimpses, experiment, index);
    if (catalogue.devices.get(condition.bank).exact) {
      return runSeed(experiment, index, seed, assemble(experiment, condition, devices.devices)(seed), shown);
    }
    const { io } = this.access;
    const { weights } = this;
    const onBoard = { fits: devices.devices, weights, condition, seed };
    const board = (this.board ??= await this.opened(onBoard));
    io.journal.note({ run: { condition: condition.name, seed } });
    const { critic } = weightsOf(experiment);
    const rig = new BoardRig(board, this.setup, weights, this.worn, this.signal, critic);
    const made = assemble(experiment, condition, devices.devices, undefined, undefined, rig.wire)(seed);
    if (rig.product === 'in-memory') await checkReference(rig.physical, this.setup.reference!);
    const { tolerance, pulses } = this.setup.start;
    const started = await bringToStart(rig.physical, {
      tolerance,
      pulses,
      attempt: Math.min(ATTEMPT, pulses),
    });
    rig.budget.start();
    const learning = { ...made, agent: rig.timed(made.agent) };
    const result = await runSeed(experiment, index, seed, learning, shown);
    keepRecord(this.run.directory, this.recordOf(condition.name, seed, rig, started, board));
    this.uncertain = 0;
    return result;
  }

  /** Opens the board. Pulses that an earlier program left uncertain count as wear, and belong to the run that starts anew. */
  private async opened(devices: BoardDevices): Promise<OpenBoard> {
    const board = await this.open(this.setup, devices, this.access);
    const { settled } = board;
    if (settled) {
      const k = this.weights.findIndex(({ device: { place } }) => isAt(place, settled));
      if (k >= 0) this.worn[k] += settled.done + settled.uncertain;
      this.uncertain += settled.uncertain;
    }
    return board;
  }

  private recordOf(
    condition: string,
    seed: number,
    { product, td, budget, physical }: BoardRig,
    started: Started[],
    { provenance, session: { capabilities } }: OpenBoard,
  ): BoardRecord {
    const { model, firmware, serial } = capabilities;
    const { count, rms, largest, over, expected, measured } = td;
    return {
      condition,
      seed,
      provenance,
      product,
      board: { port: this.setup.port, model, firmware, serial },
      started,
      uncertainPulses: physical.uncertain.reduce((sum, pulses) => sum + pulses, this.uncertain),
      td: { count, rms, largest, over, expected, measured },
      time: this.access.io.measured(() => budget.perStep()),
    };
  }

  private async leave(): Promise<void> {
    const { session } = this.board ?? {};
    this.board = undefined;
    await session?.safe().catch(() => {});
    // The error that ended the run matters more, and a heartbeat makes a lost board safe. Without a heartbeat, NotSafe must be seen.
    await session?.close().catch((error: unknown) => {
      if (error instanceof NotSafe) throw error;
    });
  }
}

/** A stop request as an abort signal. */
function signalOf(stop: Stop): AbortSignal {
  const controller = new AbortController();
  stop.onStop(() => controller.abort());
  if (stop.reason !== undefined) controller.abort();
  return controller.signal;
}

function isAt(place: Place, { row, column }: Place): boolean {
  return place.row === row && place.column === column;
}

/** Uncertain pulses count as wear too. */
function wornBy({ set, reset, uncertain }: GivenPulses): number {
  return set + reset + uncertain;
}
