import { expect } from 'vitest';
import { NOISE_PARTS } from '../../devices/noise-split/cosine-modes.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import { adviceOn, diagnosed, inMeasuredWindow, kindOf, measuredKind } from './known-kinds.js';

/** Seeds of the synthetic devices of a kind. */
export const SEEDS = [0, 1];
/** How far a truth may be outside a 95 % interval, as a share. */
const SLACK = 0.03;

/** Expects that the parts of the noise of a kind are found, with sizes within their intervals, and the right advice. */
export function expectParts(name: string, structures: readonly string[]): void {
  const { truth } = kindOf(name);
  const devices = SEEDS.map((seed) => diagnosed(measuredKind(name, seed)));
  for (const diagnosis of devices) {
    expect(adviceOn(diagnosis).structures).toEqual(structures);
    expect(adviceOn(diagnosis).sentence).not.toMatch(/NaN|undefined|Infinity/);
  }
  for (const part of [...NOISE_PARTS, 'readLike'] as const) {
    const outside = devices.filter((diagnosis) => {
      const { low, high, value } = diagnosis.split[part];
      expect(low, part).toBeLessThanOrEqual(value);
      expect(high, part).toBeGreaterThanOrEqual(value);
      const variance = inMeasuredWindow(truth[part]!, diagnosis);
      return variance < (1 - SLACK) ** 2 * low || variance > (1 + SLACK) ** 2 * high;
    });
    // Two misses of two 95 % intervals have a chance of 1 in 400.
    expect(outside.length, part).toBeLessThanOrEqual(1);
    // Where a part is there, its interval says something.
    const mean = meanOf(devices.map((diagnosis) => Math.sqrt(diagnosis.split[part].value)));
    if (truth[part]! > 0) expect(Math.abs(mean / truth[part]! - 1), part).toBeLessThan(0.2);
  }
}
