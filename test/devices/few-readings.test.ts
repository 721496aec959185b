import { expect, it } from 'vitest';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { withoutBadReadings } from '../../devices/fitting/bad-readings.js';
import { characterisation, type Characterisation } from '../../devices/fitting/characterisation.js';
import { pooledSplit } from '../../devices/noise-split/pooled-split.js';
import { noiseFigure } from '../../src/report/figures/noise-figure.js';
import { randomStream, type RandomStream } from '../../src/core/random-stream.js';
import { adviceOn, diagnosed, measuredKind } from './known-kinds.js';

function drawn(count: number, random: RandomStream): Float64Array {
  const normals = new Float64Array(count);
  random.normals(normals, count);
  return normals;
}

/** A device with white noise. @param deviation share of the window; @param digit last digit of the meter, siemens */
function measured(pulses: number, cycles: number, deviation: number, digit?: number): Characterisation {
  const random = randomStream(1, 'read noise');
  const normals = Array.from(drawn(2 * cycles * (pulses + 1), random));
  const read = (siemens: number) => (digit ? Math.round(siemens / digit) * digit : siemens);
  const branch = (of: (share: number) => number) =>
    Array.from({ length: cycles }, () =>
      Float64Array.from({ length: pulses + 1 }, (_, p) =>
        read(
          4e-5 +
            8e-5 *
              (of((1 - Math.exp((-2 * p) / pulses)) / (1 - Math.exp(-2))) + deviation * normals.shift()!),
        ),
      ),
    );
  const reset = branch((rise) => 1 - rise);
  return characterisation({ device: 'd', set: branch((rise) => rise), reset }, 'd.json');
}

it.each([8, 10, 12, 14])('readings that differ have noise, even with %i pulses per branch', (pulses) => {
  for (const cycles of [1, 2, 20]) {
    const diagnosis = diagnoseNoise(measured(pulses, cycles, 0.01));
    const { noise, sentence } = adviceOn(diagnosis);
    expect(noise).not.toBe('none');
    expect(sentence).not.toContain('repeat');
    const { white, pink, accumulating } = diagnosis.split;
    for (const { value, low, high } of [white, pink, accumulating]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(high).toSatisfy(Number.isFinite);
    }
    expect(Math.abs(diagnosis.spectrum.slope.value)).not.toBe(Infinity);
  }
});

it('a flicker of the last digit of a coarse meter is no bad reading', () => {
  const coarse = measured(100, 20, 0.002, 1.5e-4 / 64);
  expect(withoutBadReadings(coarse).bad).toEqual([]);
  coarse.set[3][50] *= 1.2;
  expect(withoutBadReadings(coarse).bad).toMatchObject([{ polarity: 'set', cycle: 3 }]);
});

it.each([
  ['one cycle', 30, 1],
  ['8 pulses', 8, 20],
  ['8 pulses and two cycles', 8, 2],
])('the figure of a device of %s is drawn without a number that is none', (_, pulses, cycles) => {
  const { svg } = noiseFigure(diagnoseNoise(measured(pulses, cycles, 0.01)));
  expect(svg).toContain('Spectrum of the noise');
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});

it('devices whose readings repeat do not hold the accumulating noise of the others at 0', () => {
  const branchesOf = (name: string) => Object.values(diagnosed(measuredKind(name)).branches);
  const walking = branchesOf('accumulating');
  const silent = Object.values(diagnoseNoise(measured(100, 4, 0)).branches);
  const { accumulating } = pooledSplit([walking, walking, walking, silent]);
  expect(accumulating.low).toBeGreaterThan(0);
});
