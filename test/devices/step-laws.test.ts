import { describe, expect, it } from 'vitest';
import { ConstantStep } from '../../devices/steps/constant-step.js';
import { PiecewiseStep } from '../../devices/steps/piecewise-step.js';
import { PowerStep } from '../../devices/steps/power-step.js';
import { softBounds, symmetryPoint } from '../../devices/steps/soft-bounds.js';
import { nominal, StepArray, type StepParameters } from '../../devices/steps/step-array.js';
import { stepPresets } from '../../devices/steps/step-presets.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { after } from './step-of.js';

const still: StepParameters = {
  step: 0.01,
  upDown: 0,
  lowest: -1,
  highest: 1,
  pulseNoise: 0,
  writeNoise: 0,
  spread: {
    step: 0,
    upDown: 0,
    lowest: 0,
    highest: 0,
  },
};
const one = (parameters: StepParameters) => new StepArray(parameters, 1, nominal);

describe('step laws', () => {
  it('a power of zero is constant, a power of one is a straight way to the bound ahead', () => {
    const [a, b, c] = [one(still), one(still), one(still)];
    const constant = new ConstantStep(a);
    const zero = new PowerStep(b, [0, 0]);
    const linear = new PowerStep(c, [1, 1]);
    for (const pulses of [1, 30, -7, -500]) {
      expect(after(b, zero, 0.1, pulses)).toBeCloseTo(after(a, constant, 0.1, pulses), 12);
    }
    expect(after(c, linear, -1, 50)).toBeCloseTo(1 - 2 * (1 - 0.01 / 2) ** 50, 12);
    expect(after(c, linear, 1, -50)).toBeCloseTo(-1 + 2 * (1 - 0.01 / 2) ** 50, 12);
  });

  it('a power of 1.7 takes the share of what lies ahead to that power', () => {
    const devices = one(still);
    const law = new PowerStep(devices, [1.7, 2.3]);
    expect(after(devices, law, 0.2, 1)).toBeCloseTo(0.2 + 0.01 * 0.4 ** 1.7, 12);
    expect(after(devices, law, 0.2, -1)).toBeCloseTo(0.2 - 0.01 * 0.6 ** 2.3, 12);
  });

  it('a piecewise law passes through its nodes, straight between them, up to both ends', () => {
    const devices = one(still);
    const law = new PiecewiseStep(devices, [3, 1, 2], [1, 4]);
    for (const [w, factor] of [[-1, 3], [-0.5, 2], [0, 1], [0.5, 1.5]] as const)
      expect(after(devices, law, w, 1)).toBeCloseTo(w + 0.01 * factor, 12); // prettier-ignore
    for (const [w, factor] of [[1, 4], [0, 2.5]] as const)
      expect(after(devices, law, w, -1)).toBeCloseTo(w - 0.01 * factor, 12); // prettier-ignore
    expect(after(devices, law, 0.999, 1)).toBe(1);
    expect(() => new PiecewiseStep(devices, [1], [1, 2])).toThrow('got 1 nodes: expected at least 2');
  });

  it('up_down takes from one side only: RESET where it is positive, SET where it is negative', () => {
    const [more, less] = [one({ ...still, upDown: 0.25 }), one({ ...still, upDown: -0.25 })];
    expect([...more.step]).toEqual([0.01, -0.0075]);
    expect([...less.step]).toEqual([0.0075, -0.01]);
  });

  it('soft bounds are symmetric at their symmetry point', () => {
    const devices = one({ ...still, upDown: 0.4, highest: 1.3 });
    const law = softBounds(devices, false);
    const point = symmetryPoint(devices, 0);
    const [up, down] = [after(devices, law, point, 1) - point, after(devices, law, point, -1) - point];
    expect(up).toBeGreaterThan(0.001);
    expect(up + down).toBeCloseTo(0, 14);
  });
});

describe('a population of step devices', () => {
  const SIZE = 40_000;
  const random = new RandomStream('step population');
  const drawn = new Float64Array(1);
  const deviate = () => (random.normals(drawn, 1), drawn[0]);
  const moments = (values: Iterable<number>) => {
    const all = [...values];
    const mean = all.reduce((sum, v) => sum + v, 0) / all.length;
    return [mean, Math.sqrt(all.reduce((sum, v) => sum + (v - mean) ** 2, 0) / all.length)] as const;
  };
  // 40,000 devices: a mean lies within 0.02 σ of its own (4 standard errors), a deviation within 1.5 %.
  const agrees = (values: Iterable<number>, mean: number, deviation: number) => {
    const [gotMean, gotDeviation] = moments(values);
    expect(Math.abs(gotMean - mean)).toBeLessThan(0.02 * deviation);
    expect(Math.abs(gotDeviation / deviation - 1)).toBeLessThan(0.015);
  };
  const set = ({ step }: StepArray) => step.filter((_, i) => i % 2 === 0);
  const reset = ({ step }: StepArray) => step.filter((_, i) => i % 2 === 1);

  it('has the stated mean and spread of bounds and steps (ecram)', () => {
    const { parameters } = stepPresets.ecram;
    const devices = new StepArray(parameters, SIZE, deviate);
    agrees(devices.highest, 1.1724, 0.05 * 1.1724);
    agrees(devices.lowest, -0.8276, 0.05 * 0.8276);
    agrees(set(devices), 0.002, 0.002 * Math.hypot(0.1, 0.01));
    // SET and RESET share the gain and differ by twice the tilt.
    const tilt = set(devices).map((up, d) => (up + devices.step[2 * d + 1]) / 2);
    agrees(tilt, 0, 0.002 * 0.01);
  });

  it('spreads steps log-normally where that is stated (reram-om)', () => {
    const quiet = { ...stepPresets['reram-om'].parameters };
    const spread = { ...quiet.spread, upDown: 0 };
    const devices = new StepArray({ ...quiet, spread }, SIZE, deviate);
    agrees(
      set(devices).map((up) => Math.log(up / 0.0949)),
      0,
      0.7829,
    );
  });

  it('leaves no device with a bound or a step of the wrong sign', () => {
    for (const { parameters } of Object.values(stepPresets)) {
      const devices = new StepArray(parameters, SIZE, deviate);
      expect(devices.highest.every((bound) => bound > 0)).toBe(true);
      expect(devices.lowest.every((bound) => bound <= 0)).toBe(true);
      expect(set(devices).every((step) => step > 0)).toBe(true);
      expect(reset(devices).every((step) => step < 0)).toBe(true);
    }
  });
});
