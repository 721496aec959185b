import {
  conversionJoules,
  DEFAULT_FEMTOJOULES,
} from '../../../devices/array/converters/converter-settings.js';
import type { MeasuringConditions } from '../../../devices/files/device-form.js';
import { READ_SECONDS } from '../../../drivers/boards/pulse-costs.js';
import { UsageError } from '../../core/errors.js';
import type { KeptLines } from '../../networks/spiking/pruning/kept-lines.js';
import type { SpikingCrossbar } from '../../on-crossbar/spiking/spiking-crossbar.js';
import type { WiredScheme } from '../array/wired-scheme.js';

/** Resolution of converters where nothing is said. */
const BITS = 8;

/** What the costs of events rest on. */
export interface EventAssumptions {
  /** voltage on each device of a driven row; default: the read voltage of its measurement, 0.2 V for the shipped ones */
  readonly volts?: number;
  /** how long a row is driven in a step; default: 1 µs, a choice, since measurements hold no width of a read */
  readonly seconds?: number;
  /** resolution of the converters of columns; default: that of the array, or else 8 */
  readonly bits?: number;
  /** energy of a conversion for each of its 2^bits levels; default: 20 */
  readonly femtojoules?: number;
}

/** What the steps of a spiking network cost. Divide by `steps` for a step. */
export interface EventCosts {
  readonly steps: number;
  /** devices that are there: those in rows and columns that are kept */
  readonly devices: number;
  /** rows that were driven, and weights other than zero in those of spikes, summed over steps; a bias is no event */
  readonly rows: number;
  readonly events: number;
  /** what driven rows took, V² G t over the devices and the fixed resistors in them; NaN where the read voltage is not known */
  readonly deviceJoules: number;
  /** the part of it in fixed resistors: one a driven row, in the middle of its windows, with `signed: reference` */
  readonly referenceJoules: number;
  /** the part of `deviceJoules` that went through devices of pruned weights */
  readonly prunedJoules: number;
  /** conversions: one for each column of each array of the scheme in each product, and what they took */
  readonly conversions: number;
  /** values of simulated converters beyond their range since the last `reset`, in forward steps; those of columns that are left out count too */
  readonly clipped: number;
  readonly converterJoules: number;
  /**
   * What they would take if neurons decided by a comparator, a converter of one bit, and only outputs were converted. Membranes are then on
   * capacitors, which leak by themselves, and whose energy is not counted.
   */
  readonly comparatorJoules: number;
}

/** One layer's devices: one array for each device of a weight. */
interface LayerArrays {
  readonly wired: Pick<WiredScheme, 'conductances' | 'share' | 'meters'>;
  /** of all arrays, one after another */
  readonly conditions: readonly (MeasuringConditions | undefined)[];
}

/** A network with what it went through. */
interface EventSource {
  readonly crossbar: SpikingCrossbar;
  readonly arrays: readonly LayerArrays[];
  /** weights as they were written; those of zero are pruned */
  readonly written: Float64Array;
  readonly lines: readonly KeptLines[] | undefined;
}

/**
 * Costs of the forward steps so far by events: each row that was driven costs V² G t in each of its devices, at the conductances that they have
 * now. Devices of rows and columns that are left out are not there. A device of a pruned weight in a row that is driven is there, and leaks: at
 * the bottom of its window in one-sided pairs, in the middle otherwise. A row with a fixed resistor has one for all its arrays, V² G t with the
 * mean V² G of the middles of the windows in the row. Drivers, wires and the host are not counted.
 */
export function eventCosts({ crossbar, arrays, written, lines }: EventSource, assumed: EventAssumptions): EventCosts {
  const { bits = BITS, femtojoules = DEFAULT_FEMTOJOULES } = assumed;
  check(assumed);
  const price = (levels: number) => conversionJoules({ bits: levels, femtojoules });
  const last = crossbar.layers.length - 1;
  const sum = { devices: 0, rows: 0, events: 0, deviceJoules: 0, referenceJoules: 0, prunedJoules: 0, conversions: 0, clipped: 0, converterJoules: 0, comparatorJoules: 0 };
  for (const [l, { driven, products, clipped, keeps, exists }] of crossbar.layers.entries()) {
    const { layer, signing } = crossbar.weights[l];
    const joules = deviceJoules(arrays[l], assumed, arrays[l].wired.conductances());
    const resistors = referenceJoules(arrays[l], assumed, layer.rows, signing.reference);
    const column = lines?.[l].column ?? keeps;
    const neurons = column.reduce((count, is) => count + is, 0);
    const devicesOfWeight = signing.signs.length * arrays[l].wired.share.filter((share) => share !== 0).length;
    for (let r = 0; r < layer.rows; r++) {
      if (exists[r] === 1) sum.devices += neurons * devicesOfWeight;
      sum.rows += driven[r];
      sum.referenceJoules += driven[r] * resistors[r];
      sum.deviceJoules += driven[r] * resistors[r];
      const isBias = l === last && r === layer.inputs;
      for (let j = 0; j < layer.width; j++) {
        if (column[j] === 0) continue;
        const at = r * layer.width + j;
        const pruned = written[layer.first + at] === 0;
        let taken = 0;
        for (let s = 0; s < signing.signs.length; s++) taken += driven[r] * joules[at * signing.signs.length + s];
        sum.deviceJoules += taken;
        if (pruned) sum.prunedJoules += taken;
        else if (!isBias) sum.events += driven[r];
      }
    }
    const conversions = products[0] * neurons * devicesOfWeight;
    sum.clipped += clipped[0];
    sum.conversions += conversions;
    sum.converterJoules += conversions * price(bits);
    sum.comparatorJoules += l === last ? conversions * price(bits) : products[0] * neurons * price(1);
  }
  return { steps: crossbar.steps[0], ...sum };
} // prettier-ignore

/** What one read takes in the devices of each place of the array, joules; NaN where it is not known. @param arrays conductances */
function deviceJoules({ wired: { share }, conditions }: LayerArrays, { volts, seconds = READ_SECONDS }: EventAssumptions, arrays: readonly Float64Array[]): Float64Array {
  const joules = new Float64Array(arrays[0].length);
  for (const [k, conductance] of arrays.entries()) {
    if (share[k] === 0) continue;
    for (let d = 0; d < joules.length; d++) {
      const volt = volts ?? conditions[k * joules.length + d]?.readVolts ?? NaN;
      joules[d] += volt * volt * conductance[d] * seconds;
    }
  }
  return joules;
} // prettier-ignore

/** What one read takes in the fixed resistor of each row, joules; it has the mean over the row. @param reference their weight, of either sign; 0 for none */
function referenceJoules(layer: LayerArrays, assumed: EventAssumptions, rows: number, reference: number): Float64Array {
  const { meters, share } = layer.wired;
  const resistors = new Float64Array(rows);
  if (reference === 0) return resistors;
  const places = meters.map(({ lowest, highest }) => lowest.map((low, d) => low + Math.abs(reference) * (highest[d] - low)));
  const joules = deviceJoules(layer, assumed, places);
  const each = (joules.length / rows) * share.filter((one) => one !== 0).length;
  for (let d = 0; d < joules.length; d++) resistors[Math.floor((d * rows) / joules.length)] += joules[d] / each;
  return resistors;
} // prettier-ignore

function check(assumed: EventAssumptions): void {
  for (const [name, value] of Object.entries(assumed) as [string, number | undefined][])
    if (value !== undefined && !(value >= 0 && value < Infinity))
      throw new UsageError(`${name}: got ${value}: expected a number from 0`);
}
