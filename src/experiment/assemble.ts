import type { DeviceBank } from '../../devices/device-bank.js';
import type { DeviceFit, MeasuringConditions } from '../../devices/files/device-form.js';
import { IdealBank } from '../../devices/ideal.js';
import type { Board } from '../../drivers/boards/board.js';
import { MeteredBoard } from '../../drivers/boards/metered-board.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import type { Environment } from '../../envs/environment.js';
import { TimeLimit } from '../../envs/time-limit.js';
import type { Watch } from '../../envs/watched.js';
import { ActorCritic } from '../learners/actor-critic.js';
import type { Agent } from '../learners/agent.js';
import { randomStream } from '../core/random-stream.js';
import { Crossbar } from '../crossbar/crossbar.js';
import {
  InversePulses,
  LinearPulses,
  noPulses,
  StochasticPulses,
  type PulseCount,
} from '../schemes/pulse-count.js';
import { schemes } from '../schemes/schemes.js';
import { isStepBank, type Condition } from './condition.js';
import type { Experiment } from './experiment.js';
import { Ledger } from './ledger.js';
import { bankMaker, calibrationOf, pulseRange } from './make-bank.js';
import type { Probe } from './probe.js';
import { completeSettings } from './scheme-settings.js';
import { tasks } from './tasks.js';

/** An agent in its task, on its devices, ready to run. */
export interface Assembly {
  readonly environment: Environment;
  readonly agent: Agent;
  /** Brings the devices to where the scheme needs them; to be called before anything else. */
  prepare(): Promise<void>;
  /** weights that the devices hold, cells × (1 + actions), into `out` */
  held(out: Float64Array): void;
  /** what a learner believes them to be, if it computes with weights of its own */
  readonly believed?: Float64Array;
  /** what its devices go through */
  readonly ledger: Ledger;
}

/** An array of devices as it is wired, and how to know what its devices hold. */
export interface Wired {
  readonly board: Board;
  /** siemens; as last read where nobody can look into a device */
  held(): Float64Array;
}

/** How a bank of devices becomes an array of so many columns. */
type Wire = (bank: DeviceBank, columns: number) => Wired;

const simulated: Wire = (bank, columns) => ({
  board: new SimulatedBoard(bank, columns),
  held: () => bank.conductance,
});

/**
 * Wires one condition, once; every seed then gets fresh devices and random streams from the returned function.
 * Curves and their tables are shared by all of them.
 *
 * @param watch is told of all that happens in the task; @param probe stands between the parts @param wire to what the devices are wired
 */
export function assemble(
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
  watch?: Watch,
  probe?: Probe,
  wire = simulated,
): (seed: number) => Assembly {
  const task = tasks[experiment.environment];
  const columns = 1 + task.actions;
  const kind = schemes[condition.scheme];
  const settings = completeSettings(condition.scheme, condition.schemeSettings);
  const share = kind.share(settings);
  const arrays = share.map((_, array) => arrayMaker(condition, fits, task.place(fits), array, probe));
  const ranges = arrays.map(({ range }) => range);
  const { readsBack = true } = kind;
  const learning = { ...experiment, ...condition };

  return (seed) => {
    const banks = arrays.map(({ bank }) => bank(seed));
    const wired = banks.map((bank) => wire(bank, columns));
    const meters = wired.map(({ board }, k) => new MeteredBoard(board, arrays[k].conditions, readsBack));
    const [{ lowest, highest }] = banks;
    const exact = () => new Crossbar(new SimulatedBoard(new IdealBank(lowest, highest), columns));
    const believed = kind.believes ? exact() : undefined;
    const made = kind.make(
      {
        arrays: meters.map((meter) => new Crossbar(meter)),
        pulses: arrays.map(({ pulses }) => pulses(seed)),
        ranges,
        words: Array.from({ length: kind.words }, () => new Float64Array(lowest.length)),
        ...(believed && { believed }),
        random: randomStream(seed, 'scheme'),
      },
      settings,
    );
    const scheme = probe?.scheme(made) ?? made;
    const agent = new ActorCritic(scheme, learning, randomStream(seed, 'actions'), task.cells, task.actions);
    return {
      environment: new TimeLimit(task.environment(seed, watch), experiment.stepLimit),
      agent,
      prepare: async () => scheme.prepare?.(),
      held: (out) => weightsOf(wired, share, out),
      ledger: new Ledger(meters),
      ...(believed && { believed: believed.weight }),
    };
  };
}

/** Without the noise that a read would add. */
function weightsOf(wired: readonly Wired[], share: readonly number[], out: Float64Array): void {
  out.fill(0);
  wired.forEach(({ board: { lowest, highest }, held }, k) => {
    const conductance = held();
    for (let d = 0; d < out.length; d++) {
      out[d] += (share[k] * (conductance[d] - lowest[d])) / (highest[d] - lowest[d]);
    }
  });
}

/** What an array of devices is made of, one for each weight. */
interface ArrayMaker {
  bank(seed: number): DeviceBank;
  pulses(seed: number): PulseCount;
  range: Int32Array;
  conditions: (MeasuringConditions | undefined)[];
}

/** Each further device of a weight is the next one of the file. */
function arrayMaker(
  condition: Condition,
  fits: readonly DeviceFit[],
  first: Uint16Array,
  array: number,
  probe?: Probe,
): ArrayMaker {
  const placed = first.map((fit) => (fit + array) % fits.length);
  const range = pulseRange(condition, fits, placed);
  return {
    bank: (probe?.bank ?? bankMaker)(condition, fits, placed, array),
    pulses: pulseCount(condition, fits, placed, range, array),
    range,
    // Nobody says with which pulses a published array was measured.
    conditions: Array.from(placed, (fit) => (isStepBank(condition.bank) ? undefined : fits[fit].conditions)),
  };
}

function pulseCount(
  condition: Condition,
  fits: readonly DeviceFit[],
  placed: Uint16Array,
  range: Int32Array,
  array: number,
): (seed: number) => PulseCount {
  if (condition.bank === 'ideal') return () => noPulses;
  if (condition.pulses === 'stochastic') {
    return (seed) => new StochasticPulses(range, randomStream(seed, 'pulses', array));
  }
  const linear = condition.pulses === 'linear';
  const counted = linear
    ? new LinearPulses(range)
    : new InversePulses(calibrationOf(condition, fits, placed), range);
  return () => counted;
}
