import { expect } from 'vitest';
import { deviceLevels } from '../../devices/diagnosis/device-levels.js';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { adviceOn, inMeasuredWindow, measuredKind } from './known-kinds.js';

/** Expects that telegraph noise of a dwell is found with its sizes, and does not count as accumulating. */
export function expectLevels(dwell: number): void {
  // Only SET: the other polarity costs as long again.
  const diagnosis = diagnoseNoise({ ...measuredKind(`telegraph-${dwell}`), reset: [] });
  const { split, branches } = diagnosis;
  expect(branches.set!.telegraph.evidence).toBeGreaterThan(30);
  const { height, lowDwell, highDwell } = deviceLevels([branches.set!])!;
  expect(Math.abs(height.value / Math.sqrt(inMeasuredWindow(0.08, diagnosis)) - 1)).toBeLessThan(0.05);
  // About 2000 / dwell visits to both levels: their number decides how well a mean dwell is known.
  const tolerance = Math.log(1.15) + 3 * Math.sqrt(dwell / 1000);
  for (const { value, interval } of [lowDwell, highDwell]) {
    expect(Math.abs(Math.log(value / dwell))).toBeLessThan(tolerance);
    expect(interval![0]).toBeLessThan(value);
    expect(interval![1]).toBeGreaterThan(value);
  }
  expect(split.accumulating.low).toBe(0);
  expect(Math.sqrt(split.accumulating.high)).toBeLessThan(0.0015);
  const white = Math.sqrt(split.white.value / inMeasuredWindow(0.01, diagnosis));
  expect(Math.abs(white - 1)).toBeLessThan(0.1);
  const { structures, noise } = adviceOn(diagnosis);
  expect(structures).toEqual(['read', 'telegraph']);
  expect(noise).toMatchObject({ telegraph: { height: Number(height.value.toPrecision(3)) } });
}
