import { UpdateBatch } from '../../core/update-batch.js';
import type { Crossbar } from '../../crossbar/crossbar.js';
import { WriteVerify } from '../../schemes/write-verify.js';
import type { WiredScheme } from '../array/wired-scheme.js';

/** Largest error of a written weight where nothing is said, and what is spent on it at most. */
export const TOLERANCE = 0.005;
const MOST_PULSES = 2000;
/** Number of reads that are averaged. */
const READS = 4;

/**
 * Writes weights into the devices of a scheme, after its `prepare`: by pulses and reads until each is within a tolerance, and exactly into exact
 * memories and digital copies. Devices that add alike to a weight share it; else the first one makes up for the others.
 *
 * @param weights device weights of the scheme, from 0 to 1
 * @param tolerance in windows; default: 0.005
 */
export async function writeStart(
  wired: WiredScheme,
  weights: Float64Array,
  tolerance = TOLERANCE,
): Promise<void> {
  const { crossbars, share, exact, believed } = wired;
  const main = share.every((one) => one === share[0]) ? crossbars.length : 1;
  const all = share.slice(0, main).reduce((sum, one) => sum + one, 0);
  const targets = weights.map((weight, d) => {
    let others = 0;
    for (let k = main; k < share.length; k++) others += share[k] * crossbars[k].weight[d];
    return Math.min(Math.max((weight - others) / all, 0), 1);
  });
  for (const crossbar of crossbars.slice(0, main))
    await (exact ? set(crossbar, targets) : new WriteVerify(crossbar, tolerance, MOST_PULSES, READS).reach(wanted(targets)));
  if (believed) await set(believed, weights);
} // prettier-ignore

/** Writes exact memories. */
async function set(crossbar: Crossbar, weights: Float64Array): Promise<void> {
  await crossbar.program(wanted(weights.map((weight, d) => weight - crossbar.weight[d])));
}

function wanted(values: Float64Array): UpdateBatch {
  const batch = new UpdateBatch(values.length);
  for (const [d, value] of values.entries()) batch.add(d, value);
  return batch;
}
