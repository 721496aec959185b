import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCumulative, normalDensity } from '../../../src/core/maths/error-function.js';
import { gaussLegendre } from '../../../src/core/maths/gauss-legendre.js';
import { gradientDescent } from '../../../src/core/maths/minimise/gradient-descent.js';
import { RandomStream } from '../../../src/core/random-stream.js';
import { ExpectedStepLoss } from '../../../src/networks/quantised/expected-step-loss.js';
import { SampledStepLoss } from '../../../src/networks/quantised/sampled-step-loss.js';
import { standInSlopes, type StandInName } from '../../../src/networks/quantised/stand-in-slope.js';
import { sharedData } from '../../shared.js';
import { oracle } from '../oracle.js';

type Numbers = Record<'v' | 'w' | 'vStar' | 'wStar' | 'expectedCoarseGradient', number[]>;
interface Golden {
  ste: (Numbers & { populationLoss: number; monteCarlo: { samples: number; loss: number } })[];
}

const names = Object.keys(standInSlopes) as StandInName[];
const teacherOf = (v: readonly number[], w: readonly number[]) => ({
  v: Float64Array.from(v),
  w: Float64Array.from(w),
});
const component = fc.double({ min: -2, max: 2, noNaN: true });
const vector = (length: number) =>
  fc.array(component, { minLength: length, maxLength: length }).filter((a) => Math.hypot(...a) > 0.1);

sharedData('oracle/networks/hardware_training.json').describe('the expected loss of a step network', () => {
  it('and its coarse gradient are those that were derived apart', () => {
    const cases = oracle<Golden>('hardware_training.json')!.ste;
    expect(cases).not.toHaveLength(0);
    for (const { v, w, vStar, wStar, populationLoss, expectedCoarseGradient } of cases) {
      const sut = new ExpectedStepLoss(teacherOf(vStar, wStar), 'relu');
      const parameters = Float64Array.of(...v, ...w);
      const gradient = new Float64Array(parameters.length);
      expect(Math.abs(sut.value(parameters) - populationLoss)).toBeLessThan(1e-12);
      expect(sut.gradient(parameters, gradient)).toBe(sut.value(parameters));
      expectedCoarseGradient.forEach((slope, i) => expect(Math.abs(gradient[v.length + i] - slope)).toBeLessThan(1e-10));
    }
  }); // prettier-ignore
});

describe('the expected loss of a step network', () => {
  it.each(names)('is the limit of samples, with its gradient: %s', (name) => {
    const teacher = teacherOf([0.7, -0.4, 1.1], [0.6, -1.2]);
    const parameters = Float64Array.of(-0.3, 0.8, 0.5, 0.9, 0.4);
    const [batches, samples] = [60, 500];
    const random = new RandomStream(`samples of ${name}`);
    const found: Float64Array[] = [];
    for (let b = 0; b < batches; b++) {
      const rows = new Float64Array(samples * 6);
      random.normals(rows, rows.length);
      const gradient = new Float64Array(6);
      gradient[5] = new SampledStepLoss(teacher, name, rows).gradient(parameters, gradient.subarray(0, 5));
      found.push(gradient);
    }
    const expected = new Float64Array(6);
    expected[5] = new ExpectedStepLoss(teacher, name).gradient(parameters, expected.subarray(0, 5));
    expected.forEach((wanted, i) => {
      const values = found.map((one) => one[i]);
      const mean = values.reduce((sum, value) => sum + value, 0) / batches;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (batches - 1);
      // Five standard errors: 6e-7 of right codes fail.
      expect(Math.abs(mean - wanted)).toBeLessThan(5 * Math.sqrt(variance / batches));
    });
  });

  it('has the clipped relu’s moments of numerical integrals, from a right angle to none and to the opposite', () => {
    const { points, weights } = gaussLegendre(60);
    for (const length of [0.3, 1, 2.5])
      for (const angle of [1e-9, 0.2, Math.PI / 2, 2.5, Math.PI - 1e-9]) {
        const end = 1 / length;
        const [slope, sine] = [Math.cos(angle) / Math.sin(angle), Math.sin(angle)];
        // From here on Φ(t cot θ) is 0 or 1 in double precision, so that pieces are smooth.
        const bend = Math.min(end, Math.abs(9 / slope));
        const integral = (f: (t: number) => number) =>
          [[0, bend], [bend, Math.min(end, Math.max(bend, 9))]].reduce((sum, [from, to]) =>
            sum + (to - from) * points.reduce((part, x, k) => part + weights[k] * f(from + (to - from) * x), 0), 0);
        const along = integral((t) => t * normalDensity(t) * normalCumulative(t * slope));
        const aside = integral((t) => normalDensity(t) * normalDensity(t * slope));
        const sut = new ExpectedStepLoss(teacherOf([1], [1, 0]), 'clipped_relu');
        const gradient = new Float64Array(3);
        sut.gradient(Float64Array.of(1, length * Math.cos(angle), length * Math.sin(angle)), gradient);
        // One step: gated ŵ − (along ŵ + aside n), with n across w on the side of w* (1, 0).
        const gated = normalDensity(0) - normalDensity(end);
        const wanted = [
          (gated - along) * Math.cos(angle) - aside * sine,
          (gated - along) * Math.sin(angle) + aside * Math.cos(angle),
        ];
        wanted.forEach((value, i) => expect(Math.abs(gradient[1 + i] - value)).toBeLessThan(1e-12));
      }
  }); // prettier-ignore

  it('is flat at its teacher, where all coarse gradients vanish', () => {
    fc.assert(
      fc.property(vector(3), vector(4), fc.constantFrom(...names), (v, w, name) => {
        const sut = new ExpectedStepLoss(teacherOf(v, w), name);
        const gradient = new Float64Array(7);
        expect(Math.abs(sut.gradient(Float64Array.of(...v, ...w), gradient))).toBeLessThan(1e-13);
        for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(1e-6);
      }),
    );
  });

  it('has slopes in v, and true slopes in w, of central differences; coarse ones never point uphill', () => {
    fc.assert(
      fc.property(vector(2), vector(3), vector(2), vector(3), fc.constantFrom(...names), (v, w, vStar, wStar, name) => {
        const sut = new ExpectedStepLoss(teacherOf(vStar, wStar), name);
        const at = Float64Array.of(...v, ...w);
        const gradient = new Float64Array(5);
        const slope = new Float64Array(3);
        sut.gradient(at, gradient);
        sut.trueSlope(at, slope);
        const difference = (i: number) => (sut.value(at.with(i, at[i] + 1e-6)) - sut.value(at.with(i, at[i] - 1e-6))) / 2e-6;
        const cos = (w[0] * wStar[0] + w[1] * wStar[1] + w[2] * wStar[2]) / Math.hypot(...w) / Math.hypot(...wStar);
        fc.pre(Math.abs(cos) < 0.999);
        for (const i of [0, 1]) expect(difference(i)).toBeCloseTo(gradient[i], 6);
        for (const i of [0, 1, 2]) expect(difference(2 + i)).toBeCloseTo(slope[i], 5);
        const uphill = slope.reduce((sum, value, i) => sum + value * gradient[2 + i], 0);
        expect(uphill).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  }); // prettier-ignore

  it('has a spurious minimum where relu and clipped relu stay, and the identity leaves', () => {
    // v = (I + 11ᵀ)⁻¹ (11ᵀ − I) v*, w = −w*: Yin et al., proposition 1.
    const vStar = [0.9, -0.7];
    const sum = vStar[0] + vStar[1];
    const right = vStar.map((value) => sum - value);
    const v = right.map((value) => value - (right[0] + right[1]) / 3);
    const at = Float64Array.of(...v, -0.8, 0.6);
    const largest = (name: StandInName) => {
      const gradient = new Float64Array(4);
      new ExpectedStepLoss(teacherOf(vStar, [0.8, -0.6]), name).gradient(at, gradient);
      return Math.max(...gradient.map(Math.abs));
    };
    expect(largest('relu')).toBeLessThan(1e-15);
    expect(largest('clipped_relu')).toBeLessThan(1e-15);
    expect(largest('identity')).toBeGreaterThan(0.002);
  });

  it('is followed by gradient descent', () => {
    const sut = new ExpectedStepLoss(teacherOf([1, 0.5], [0.6, 0.8]), 'relu');
    const parameters = Float64Array.of(0.3, 0.2, 1, 0);
    gradientDescent(0.1)(sut, parameters, { iterations: 3000, gradientMax: 1e-10 });
    expect(sut.value(parameters)).toBeLessThan(1e-6);
  });

  it('refuses a vector without direction, and columns that do not fit', () => {
    expect(() => new ExpectedStepLoss(teacherOf([1], [0, 0]), 'relu')).toThrow('got only zeros as w of the teacher');
    const sut = new ExpectedStepLoss(teacherOf([1], [1, 0]), 'relu');
    expect(() => sut.value(Float64Array.of(1, 0, 0))).toThrow('got only zeros as w of the network');
    expect(() => sut.value(Float64Array.of(1))).toThrow('got 1 parameters of a step network: expected 3');
    expect(() => new SampledStepLoss(teacherOf([1], [1, 0]), 'relu', new Float64Array(3))).toThrow('got 3 numbers of Z: expected a multiple of 2');
  }); // prettier-ignore
});
