import { describe, expect, it } from 'vitest';
import type { SeparateNoise } from '../../devices/noise/noise-kind.js';
import {
  cmoFineNoise,
  cmoNoise,
  miloNoise,
  wanDayNoise,
  wanSecondNoise,
} from '../../devices/noise/programming-noise.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { UpdateBatch } from '../../src/core/update-batch.js';

/** Standard deviation, µS, of what a write leaves in devices of a conductance in µS. */
function spreadOf(kind: SeparateNoise<'size'>, microsiemens: number, size = 1): number {
  const count = 20_000;
  const all = (value: number) => new Float64Array(count).fill(value);
  const conductance = all(microsiemens * 1e-6);
  const part = kind.part({
    size: count,
    conductance,
    lowest: all(0),
    highest: all(1),
    sizes: Array.from({ length: count }, () => ({ size })),
    random: new RandomStream('programming'),
  });
  const batch = new UpdateBatch(count);
  for (let d = 0; d < count; d++) batch.add(d, 0);
  batch.pulses.fill(1);
  part.write!(batch);
  const sum = conductance.reduce((total, siemens) => total + (siemens * 1e6 - microsiemens) ** 2, 0);
  return Math.sqrt(sum / count);
}

// 20000 deviates: a standard error of 0.5 %.
const CLOSE = 0.02;

describe('the noise of a published array after a write', () => {
  it.each<[string, SeparateNoise<'size'>, number, number]>([
    ['cmo', cmoNoise, 50, 0.5757],
    ['cmo-fine', cmoFineNoise, 50, 0.05425],
    ['milo', miloNoise, 100, 3.871],
    ['wan-second', wanSecondNoise, 10, 2.26],
    ['wan-second', wanSecondNoise, 20, 2.02],
    ['wan-second', wanSecondNoise, 40, 1.1],
    ['wan-second', wanSecondNoise, 60, 1.1],
    ['wan-day', wanDayNoise, 10, 3.72],
    ['wan-day', wanDayNoise, 20, 3.91],
    ['wan-day', wanDayNoise, 40, 2.65],
  ])('%s: at the published size', (_, kind, microsiemens, sigma) => {
    expect(Math.abs(spreadOf(kind, microsiemens) / sigma - 1)).toBeLessThan(CLOSE);
  });

  it('scales with its setting, and never is negative', () => {
    expect(spreadOf(cmoNoise, 50, 2) / spreadOf(cmoNoise, 50)).toBeCloseTo(2, 6);
    expect(spreadOf(miloNoise, 600)).toBe(0);
  });

  it('leaves devices alone that were not touched', () => {
    const conductance = Float64Array.of(5e-5, 5e-5, 5e-5);
    const part = cmoNoise.part({
      size: 3,
      conductance,
      lowest: new Float64Array(3),
      highest: new Float64Array(3).fill(1),
      sizes: [{ size: 1 }, { size: 1 }, undefined],
      random: new RandomStream('touch'),
    });
    const batch = new UpdateBatch(3);
    for (let d = 0; d < 3; d++) batch.add(d, 0);
    batch.direction.fill(0);
    batch.pulses.set([0, 4, 4]);
    part.write!(batch);
    expect(conductance[0]).toBe(5e-5);
    expect(conductance[1]).not.toBe(5e-5);
    expect(conductance[2]).toBe(5e-5);
  });
});
