import type { Place } from '../../drivers/sessions/board-session.js';
import { bringToStart, type Started } from '../../drivers/boards/bring-to-start.js';
import { NotSafe } from '../../drivers/protocols/unnumbered/not-safe.js';
import { checkReference } from '../../drivers/boards/check-reference.js';
import { DeviceFault } from '../../drivers/boards/device-fault.js';
import { givenTo, type GivenPulses } from '../../drivers/sessions/given-pulses.js';
import type { Stop } from '../../drivers/journal/stop.js';
import { assemble } from '../experiment/assemble.js';
import { catalogue } from '../experiment/catalogue.js';
import type { BoardAccess, BoardDevices, OpenBoard } from './board-access.js';
import type { BoardSetup } from '../experiment/board-form.js';
import { keepRecord, type BoardRecord } from '../runs/board-record.js';
import { BoardRig } from './board-rig.js';
import { openBoard } from './open-board.js';
import { physicalWeights, type PhysicalWeight } from '../experiment/physical-placement.js';
import type { Run } from '../runs/run-directory.js';
import { runSeed, type SeedResult } from '../experiment/seed-run.js';
import { timedAgent } from './timed-agent.js';
import { weightsOf } from '../experiment/weights.js';

/** RESET pulses between two looks at a device that is brought to its start. */
const ATTEMPT = 50;

/**
 * Runs on a board, in this process and one after the other: a physical device cannot be two seeds at once. Each run
 * begins with all physical devices at the lower end of their windows; the board is left without voltages, however it
 * ends. A condition with an ideal bank has no devices, and is computed.
 */
export class BoardRuns {
  private readonly weights: PhysicalWeight[];
  private readonly worn: Float64Array<ArrayBuffer>;
  private board: OpenBoard | undefined;
  /** pulses in doubt that are in no record yet */
  private doubtful = 0;
  private readonly signal: AbortSignal;

  /** @param open reaches the board @throws UsageError for devices that cannot be on it */
  constructor(
    private readonly run: Run,
    private readonly setup: BoardSetup,
    private readonly access: BoardAccess,
    readonly open = openBoard,
  ) {
    this.weights = physicalWeights(run.experiment, setup, run.devices.devices);
    this.worn = Float64Array.from(this.weights, ({ device }) =>
      wornBy(givenTo(device.place, access.earlier)),
    );
    this.signal = signalOf(access.course.stop);
  }

  /** Carries out the runs from number `from` to before `total`. */
  async *carryOut(from: number, total: number): AsyncGenerator<SeedResult[]> {
    try {
      for (let unit = from; unit < total; unit++) {
        await this.turn();
        yield [await this.one(unit)];
        // A virtual board's devices belong to their seed, as simulated ones do.
        if (this.setup.port === 'virtual') {
          await this.leave();
          this.worn.fill(0);
        }
      }
    } catch (error) {
      if (error instanceof DeviceFault) this.access.course.journal.note({ quarantined: error.message });
      throw error;
    } finally {
      await this.leave();
    }
  }

  /** Signals and progress have their turn between runs. */
  private async turn(): Promise<void> {
    await new Promise<void>((resolve) => void this.access.course.clock.after(0, resolve));
    this.signal.throwIfAborted();
  }

  private async one(unit: number): Promise<SeedResult> {
    const { experiment, devices } = this.run;
    const { conditions, firstSeed } = experiment;
    const index = unit % conditions.length;
    const seed = firstSeed + Math.floor(unit / conditions.length);
    const condition = conditions[index];
    if (catalogue.devices.get(condition.bank).exact) {
      return runSeed(experiment, index, seed, assemble(experiment, condition, devices.devices)(seed));
    }
    const { course } = this.access;
    const { weights } = this;
    const onBoard = { fits: devices.devices, weights, condition, seed };
    const board = (this.board ??= await this.opened(onBoard));
    course.journal.note({ run: { condition: condition.name, seed } });
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
    const result = await runSeed(experiment, index, seed, {
      ...made,
      agent: timedAgent(made.agent, rig.budget),
    });
    keepRecord(this.run.directory, this.recordOf(condition.name, seed, rig, started, board));
    this.doubtful = 0;
    return result;
  }

  /** What an earlier program left in doubt has worn its device, and belongs to the run that begins anew. */
  private async opened(devices: BoardDevices): Promise<OpenBoard> {
    const board = await this.open(this.setup, devices, this.access);
    const { settled } = board;
    if (settled) {
      const k = this.weights.findIndex(({ device: { place } }) => isAt(place, settled));
      if (k >= 0) this.worn[k] += settled.done + settled.uncertain;
      this.doubtful += settled.uncertain;
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
      uncertainPulses: physical.uncertain.reduce((sum, pulses) => sum + pulses, this.doubtful),
      td: { count, rms, largest, over, expected, measured },
      time: this.access.course.measured(() => budget.perStep()),
    };
  }

  private async leave(): Promise<void> {
    const { session } = this.board ?? {};
    this.board = undefined;
    await session?.safe().catch(() => {});
    // What ended the run matters more: over a lost link a board is made safe by its own heartbeat. Others must be seen to.
    await session?.close().catch((error: unknown) => {
      if (error instanceof NotSafe) throw error;
    });
  }
}

/** A stop as those see it who wait for the board. */
function signalOf(stop: Stop): AbortSignal {
  const controller = new AbortController();
  stop.onStop(() => controller.abort());
  if (stop.reason !== undefined) controller.abort();
  return controller.signal;
}

function isAt(place: Place, { row, column }: Place): boolean {
  return place.row === row && place.column === column;
}

/** Whatever may have been given wears. */
function wornBy({ set, reset, uncertain }: GivenPulses): number {
  return set + reset + uncertain;
}
