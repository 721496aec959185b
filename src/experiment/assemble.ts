import type { DeviceBank } from '../../devices/device-bank.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { IdealBank } from '../../devices/ideal.js';
import type { Board } from '../../drivers/boards/board.js';
import { MeteredBoard } from '../../drivers/boards/metered-board.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import type { Environment } from '../../envs/environment.js';
import { TimeLimit } from '../../envs/time-limit.js';
import type { Watch } from '../../envs/watched.js';
import { randomStream, streams } from '../core/random-stream.js';
import { completeSettings } from '../core/setting.js';
import { Crossbar } from '../crossbar/crossbar.js';
import { ExactCrossbar } from '../crossbar/exact-crossbar.js';
import type { Agent } from '../learners/agent.js';
import { AveragedProducts } from '../schemes/averaged-products.js';
import { withEffects } from './array/array-effects.js';
import { arrayOf } from './array/array-of.js';
import { encodingOf, periphery, type Periphery } from './array/periphery.js';
import { arrayMaker } from './array-maker.js';
import { catalogue } from './catalogue.js';
import { learnerOf, type Condition } from './condition.js';
import type { Experiment } from './experiment.js';
import { Ledger } from './ledger.js';
import type { Probe } from './probe.js';
import { longestPeriod, resting } from './resting-agent.js';
import { placementOf, taskOf, weightsOf } from './weights.js';

/** An agent in its task, on its devices, ready to run. */
export interface Assembly {
  readonly environment: Environment;
  readonly agent: Agent;
  /** Brings the devices to the state that the scheme needs; call it first. */
  prepare(): Promise<void>;
  /** The weights that the devices hold, cells × heads, into `out`. */
  held(out: Float64Array): void;
  /** the digital copy of the weights, if the learner computes with one */
  readonly believed?: Float64Array;
  /** counts what the devices go through */
  readonly ledger: Ledger;
}

/** An array of devices on its board. */
export interface Wired {
  readonly board: Board;
  /** Conductances, siemens; of physical devices, as last read. */
  held(): Float64Array;
}

/** Wires a bank of devices as an array with a number of columns. @param around left out for an ideal array */
type Wire = (bank: DeviceBank, columns: number, around?: Periphery) => Wired;

const simulated: Wire = (bank, columns, around) => ({
  board: new SimulatedBoard(bank, columns, around?.wires, around?.readout),
  held: () => bank.conductance,
});

/**
 * Wires one condition, once; every seed then gets fresh devices and random streams from the returned function.
 * Curves and their tables are shared by all of them.
 *
 * @param watch sees everything that happens in the task; @param probe sits between the parts; @param wire puts the devices on a board
 */
export function assemble(
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
  watch?: Watch,
  probe?: Probe,
  wire = simulated,
): (seed: number) => Assembly {
  const task = taskOf(experiment);
  const learner = learnerOf(condition);
  const { cells, heads } = weightsOf(experiment);
  const columns = heads.length;
  const kind = catalogue.schemes.get(condition.scheme);
  const settings = completeSettings(kind.settings, condition.schemeSettings);
  const learnerSettings = completeSettings(learner.settings, condition.learnerSettings);
  const share = kind.share(settings);
  const { averaging = 1 } = condition;
  const array = arrayOf(experiment, condition);
  const { exact } = catalogue.devices.get(condition.bank);
  const first = placementOf(experiment, fits);
  const make = probe?.array ?? arrayMaker;
  const arrays = share.map((_, number) =>
    // Each further device of a weight is the next one of the file.
    make(
      condition,
      fits,
      first.map((fit) => (fit + number) % fits.length),
      number,
    ),
  );
  const ranges = arrays.map(({ range }) => range);
  const { readsBack = true } = kind;
  const learning = { ...experiment, ...condition };
  const period = longestPeriod(arrays.flatMap(({ conditions }) => conditions));

  return (seed) => {
    const banks = arrays.map(({ bank }, k) => withEffects(bank(seed), array, columns, streams(seed, k)));
    const wired = banks.map((bank, k) =>
      wire(bank, columns, array && periphery(array, bank, columns, streams(seed, k))),
    );
    const meters = wired.map(({ board }, k) => new MeteredBoard(board, arrays[k].conditions, readsBack));
    const believed = kind.believes ? exactWeights(banks[0], columns) : undefined;
    const made = kind.make(
      {
        arrays: meters.map((meter, k) =>
          exact
            ? new ExactCrossbar(meter, banks[k].conductance)
            : new Crossbar(meter, array && encodingOf(array)),
        ),
        pulses: arrays.map(({ pulses }) => pulses(seed)),
        ranges,
        words: Array.from({ length: kind.words }, () => new Float64Array(cells * columns)),
        ...(believed && { believed }),
        random: randomStream(seed, 'scheme'),
      },
      settings,
    );
    const averaged = averaging === 1 ? made : new AveragedProducts(made, averaging, columns);
    const scheme = probe?.scheme(averaged) ?? averaged;
    const random = randomStream(seed, 'actions');
    const agent = learner.make({ scheme, learning, random, cells, actions: task.actions }, learnerSettings);
    return {
      environment: new TimeLimit(task.environment(streams(seed), watch), experiment.stepLimit),
      agent: resting(agent, meters, period, array),
      prepare: async () => scheme.prepare?.(),
      held: (out) => heldWeights(wired, share, out),
      ledger: new Ledger(meters),
      ...(believed && { believed: believed.weight }),
    };
  };
}

/** Digital weights beside a bank, in its windows. */
function exactWeights({ lowest, highest }: DeviceBank, columns: number): Crossbar {
  const memory = new IdealBank(lowest, highest);
  return new ExactCrossbar(new SimulatedBoard(memory, columns), memory.conductance);
}

/** Without the noise that a read would add. */
function heldWeights(wired: readonly Wired[], share: readonly number[], out: Float64Array): void {
  out.fill(0);
  wired.forEach(({ board: { lowest, highest }, held }, k) => {
    const conductance = held();
    for (let d = 0; d < out.length; d++) {
      out[d] += (share[k] * (conductance[d] - lowest[d])) / (highest[d] - lowest[d]);
    }
  });
}
