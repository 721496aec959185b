import type { DeviceBank } from '../../devices/device-bank.js';
import type { DeviceFit } from '../../devices/device-file.js';
import { IdealBank } from '../../devices/ideal.js';
import { SimulatedBoard } from '../../drivers/simulated-board.js';
import type { Environment } from '../../envs/environment.js';
import { TimeLimit } from '../../envs/time-limit.js';
import type { Watch } from '../../envs/watched.js';
import { ActorCritic } from '../agents/actor-critic.js';
import type { Agent } from '../agents/agent.js';
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
import type { Condition } from './condition.js';
import type { Experiment } from './experiment.js';
import { bankMaker, calibrationOf, pulseRange } from './make-bank.js';
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
}

/**
 * Wires one condition, once; every seed then gets fresh devices and random streams from the returned function.
 * Curves and their tables are shared by all of them.
 *
 * @param watch is told of all that happens in the task
 */
export function assemble(
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
  watch?: Watch,
): (seed: number) => Assembly {
  const task = tasks[experiment.environment];
  const columns = 1 + task.actions;
  const kind = schemes[condition.scheme];
  const settings = completeSettings(condition.scheme, condition.schemeSettings);
  const share = kind.share(settings);
  const arrays = share.map((_, array) => arrayMaker(condition, fits, task.place(fits), array));
  const ranges = arrays.map(({ range }) => range);
  const learning = { ...experiment, ...condition };

  return (seed) => {
    const banks = arrays.map(({ bank }) => bank(seed));
    const crossbarOf = (bank: DeviceBank) => new Crossbar(new SimulatedBoard(bank, columns));
    const [{ lowest, highest }] = banks;
    const believed = kind.believes ? crossbarOf(new IdealBank(lowest, highest)) : undefined;
    const scheme = kind.make(
      {
        arrays: banks.map(crossbarOf),
        pulses: arrays.map(({ pulses }) => pulses(seed)),
        ranges,
        words: Array.from({ length: kind.words }, () => new Float64Array(lowest.length)),
        ...(believed && { believed }),
        random: randomStream(seed, 'scheme'),
      },
      settings,
    );
    const agent = new ActorCritic(scheme, learning, randomStream(seed, 'actions'), task.cells, task.actions);
    return {
      environment: new TimeLimit(task.environment(seed, watch), experiment.stepLimit),
      agent,
      prepare: async () => scheme.prepare?.(),
      held: (out) => weightsOf(banks, share, out),
      ...(believed && { believed: believed.weight }),
    };
  };
}

/** Without the noise that a read would add. */
function weightsOf(banks: readonly DeviceBank[], share: readonly number[], out: Float64Array): void {
  out.fill(0);
  banks.forEach(({ conductance, lowest, highest }, k) => {
    for (let d = 0; d < out.length; d++) {
      out[d] += (share[k] * (conductance[d] - lowest[d])) / (highest[d] - lowest[d]);
    }
  });
}

/** What an array of devices, one for each weight, is made of. Each further device of a weight is the next one of the file. */
function arrayMaker(
  condition: Condition,
  fits: readonly DeviceFit[],
  first: Uint16Array,
  array: number,
): { bank: (seed: number) => DeviceBank; pulses: (seed: number) => PulseCount; range: Int32Array } {
  const placed = first.map((fit) => (fit + array) % fits.length);
  const range = pulseRange(condition, fits, placed);
  return {
    bank: bankMaker(condition, fits, placed, array),
    pulses: pulseCount(condition, fits, placed, range, array),
    range,
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
