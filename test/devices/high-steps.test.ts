import { expect, it } from 'vitest';
import { deviceLevels } from '../../devices/diagnosis/device-levels.js';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { characterisation } from '../../devices/fitting/characterisation.js';
import { randomStream } from '../../src/core/random-stream.js';

const PULSES = 100;
const DWELL = 30;

/** Branches with steps of 40 % of the window in white noise of 1 %, siemens; a level lasts for `DWELL` readings on average. */
function branches(falling: boolean, cycles: number) {
  const random = randomStream(7, falling ? 'read noise' : 'pulses');
  const normals = new Float64Array(cycles * (PULSES + 1));
  random.normals(normals, normals.length);
  let level = 0;
  return Array.from({ length: cycles }, (_, cycle) =>
    Float64Array.from({ length: PULSES + 1 }, (_, p) => {
      if (random.uniform() < 1 / DWELL) level = 1 - level;
      const rise = (1 - Math.exp((-2 * p) / PULSES)) / (1 - Math.exp(-2));
      const share = falling ? 1 - rise : rise;
      return 4e-5 + 8e-5 * (share + 0.4 * level + 0.01 * normals[cycle * (PULSES + 1) + p]);
    }),
  );
}

it('dwells of steps that are much higher than the noise are found', () => {
  const read = { device: 'd', set: branches(false, 20), reset: branches(true, 20) };
  const { branches: found } = diagnoseNoise(characterisation(read, 'd.json'));
  const levels = deviceLevels(Object.values(found))!;
  for (const { value, interval } of [levels.lowDwell, levels.highDwell]) {
    expect(interval![0]).toBeLessThan(DWELL);
    expect(interval![1]).toBeGreaterThan(DWELL);
    expect(Math.abs(Math.log(value / DWELL))).toBeLessThan(0.4);
  }
});
