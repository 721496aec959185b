import { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import { averagedInto } from './averaged-into.js';
import { WriteVerify } from './write-verify.js';

/** Number of reads that are averaged at the symmetry point, and the largest error of the written reference. */
const READS = 16;
const TOLERANCE = 0.01;
const MOST_PULSES = 1000;

/**
 * Brings every device to its symmetry point, where SET and RESET pulses cancel, by alternating pulses. Then writes the
 * readings into the reference devices (Kim et al., arXiv 1907.10228).
 */
export async function findSymmetry(
  devices: Crossbar,
  reference: Crossbar,
  range: Int32Array,
  pairs: number,
): Promise<void> {
  await alternate(devices, range, pairs);
  const point = everyDevice(devices);
  await averagedInto(point.delta, devices, point, READS);
  await new WriteVerify(reference, TOLERANCE, MOST_PULSES, READS).reach(point);
}

/** Applies pairs of one SET and one RESET pulse to every device. @param range N of each device */
export async function alternate(devices: Crossbar, range: Int32Array, pairs: number): Promise<void> {
  const all = everyDevice(devices);
  for (let k = 0; k < 2 * pairs; k++) {
    const way = k % 2 ? -1 : 1;
    all.pulses.fill(way);
    for (let d = 0; d < all.count; d++) all.delta[d] = way / range[d];
    await devices.program(all);
  }
}

function everyDevice({ rows, columns }: Crossbar): UpdateBatch {
  const all = new UpdateBatch(rows * columns);
  for (let d = 0; d < rows * columns; d++) all.add(d, 0);
  return all;
}
