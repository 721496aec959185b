import type { DeviceBank } from '../../../devices/device-bank.js';
import type { DeviceFit, MeasuringConditions } from '../../../devices/files/device-form.js';
import { IdealBank } from '../../../devices/ideal.js';
import type { Board } from '../../../drivers/boards/board.js';
import { MeteredBoard } from '../../../drivers/boards/metered-board.js';
import { SimulatedBoard } from '../../../drivers/boards/simulated-board.js';
import { randomStream, streams } from '../../core/random-stream.js';
import { completeSettings } from '../../core/setting.js';
import { Crossbar } from '../../crossbar/crossbar.js';
import { ExactCrossbar } from '../../crossbar/exact-crossbar.js';
import { AveragedProducts } from '../../schemes/averaged-products.js';
import type { UpdateScheme } from '../../schemes/update-scheme.js';
import { arrayMaker } from '../array-maker.js';
import { catalogue } from '../catalogue.js';
import type { Condition } from '../condition.js';
import type { Probe } from '../probe.js';
import { withEffects } from './array-effects.js';
import type { ArraySetup } from './array-setup.js';
import { encodingOf, periphery, type Periphery } from './periphery.js';

/** An array of devices on its board. */
export interface Wired {
  readonly board: Board;
  /** Conductances, siemens; of physical devices, as last read. */
  held(): Float64Array;
}

/** Wires a bank of devices as an array with a number of columns. @param around left out for an ideal array */
export type Wire = (bank: DeviceBank, columns: number, around?: Periphery) => Wired;

const simulated: Wire = (bank, columns, around) => ({
  board: new SimulatedBoard(bank, columns, around?.wires, around?.readout),
  held: () => bank.conductance,
});

/** The weights that a scheme is to have. */
export interface WeightsAsked {
  readonly condition: Condition;
  readonly fits: readonly DeviceFit[];
  /** for each weight, row by row, the index of its device's fit */
  readonly placed: Uint16Array;
  readonly columns: number;
  /** what the devices are in; left out for an ideal array */
  readonly array?: ArraySetup | undefined;
  /** number of the first array, so that several schemes have random streams of their own; default: 0 */
  readonly first?: number;
  /** devices of a column that are driven at once at most, for which an ADC without a range of its own gets one */
  readonly summed?: number;
}

/** A scheme on its devices. */
export interface WiredScheme {
  /** what the learner computes with, products averaged where that is asked for */
  readonly scheme: UpdateScheme;
  /** an array for each device of a weight, what each adds to the weight, and their meters */
  readonly crossbars: readonly Crossbar[];
  readonly share: readonly number[];
  readonly meters: readonly MeteredBoard[];
  /** whether the devices are exact memories */
  readonly exact: boolean;
  /** the digital copy of the weights, if the learner computes with one */
  readonly believed?: Crossbar;
  /** The weights that the devices hold, without the noise that a read would add, into `out`. */
  held(out: Float64Array): void;
  /** The same as the conductances of each array, siemens. */
  conductances(): readonly Float64Array[];
}

/** A scheme before any seed. */
export interface SchemeMaker {
  make(seed: number): WiredScheme;
  /** with which pulses the devices were measured, of all arrays */
  readonly conditions: readonly (MeasuringConditions | undefined)[];
  /** arrays that the scheme takes */
  readonly arrays: number;
}

/**
 * Wires the scheme of a condition, once; every seed then gets fresh devices and random streams. Curves and their tables are shared by all.
 *
 * @param probe sits between the parts; @param wire puts the devices on a board
 */
export function schemeMaker(asked: WeightsAsked, probe?: Probe, wire = simulated): SchemeMaker {
  const { condition, fits, placed, columns, array, first = 0, summed } = asked;
  const kind = catalogue.schemes.get(condition.scheme);
  const settings = completeSettings(kind.settings, condition.schemeSettings);
  const share = kind.share(settings);
  const { averaging = 1 } = condition;
  const exact = catalogue.devices.get(condition.bank).exact ?? false;
  const make = probe?.array ?? arrayMaker;
  const arrays = share.map((_, number) =>
    // Each further device of a weight is the next one of the file.
    make(
      condition,
      fits,
      placed.map((fit) => (fit + number) % fits.length),
      first + number,
    ),
  );
  const ranges = arrays.map(({ range }) => range);
  const { readsBack = true } = kind;

  function wired(seed: number): WiredScheme {
    const random = (k: number) => streams(seed, first + k);
    const banks = arrays.map(({ bank }, k) => withEffects(bank(seed), array, columns, random(k)));
    const wires = banks.map((bank, k) =>
      wire(bank, columns, array && periphery(array, bank, columns, random(k), summed)),
    );
    const meters = wires.map(({ board }, k) => new MeteredBoard(board, arrays[k].conditions, readsBack));
    const believed = kind.believes ? exactWeights(banks[0], columns) : undefined;
    const crossbars = meters.map((meter, k) =>
      exact
        ? new ExactCrossbar(meter, banks[k].conductance)
        : new Crossbar(meter, array && encodingOf(array)),
    );
    const made = kind.make(
      {
        arrays: crossbars,
        pulses: arrays.map(({ pulses }) => pulses(seed)),
        ranges,
        words: Array.from({ length: kind.words }, () => new Float64Array(placed.length)),
        ...(believed && { believed }),
        random: randomStream(seed, 'scheme', first),
      },
      settings,
    );
    const sums = Math.max(columns, placed.length / columns);
    const averaged = averaging === 1 ? made : new AveragedProducts(made, averaging, sums);
    return {
      scheme: probe?.scheme(averaged) ?? averaged,
      crossbars,
      share,
      meters,
      exact,
      ...(believed && { believed }),
      held: (out) => heldWeights(wires, share, out),
      conductances: () => wires.map(({ held }) => held()),
    };
  }

  return {
    make: wired,
    conditions: arrays.flatMap(({ conditions }) => conditions),
    arrays: arrays.length,
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
