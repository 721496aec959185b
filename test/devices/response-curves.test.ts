import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import {
  cycleResponse,
  meanResponse,
  riseAt,
  risesToEnd,
  type ResponseCurve,
} from '../../devices/vcm/response-curve.js';
import { ResponseCurves } from '../../devices/vcm/response-curves.js';
import { lowerBranch, wrightOmega } from '../../src/core/maths/wright-omega.js';

const fits = shippedDevices().devices;
const polarities = ['set', 'reset'] as const;
const means = fits.flatMap((fit) =>
  polarities.map((polarity) => meanResponse(fit.mean[polarity], fit.pulses)),
);
const cycles = fits.flatMap((fit) =>
  polarities.flatMap((polarity) =>
    fit.cycles[polarity].map((cycle) => cycleResponse(cycle, polarity, fit.pulses)),
  ),
);
const N = 200;

describe('the response of the mean model', () => {
  it('has the published values for a = −0.0031, b = 0.0319, N = 200', () => {
    const curve = meanResponse({ a: -0.0031, b: 0.0319 }, N);
    const expected = {
      1: 0.0213164793,
      10: 0.1879277848,
      50: 0.5883263933,
      100: 0.7840476458,
      150: 0.900105967,
    };
    for (const [p, w] of Object.entries(expected)) expect(riseAt(curve, Number(p))).toBeCloseTo(w, 9);
  });

  it('turns RESET round: 1 − x over N − p is the published RESET curve', () => {
    const cycle = { alpha: 0.1, beta: 0.002, gamma: 0.01, zeta: 0.02, sigma: 0 };
    const curve = cycleResponse(cycle, 'reset', N);
    for (const p of [0, 40, 125, 200]) {
      expect(1 - riseAt(curve, N - p)).toBeCloseTo(0.1 + 0.002 * p + 0.01 * Math.exp(0.02 * p), 12);
    }
  });
});

/** Same move by bisection on the curve itself: slow, obvious and independent of the closed form. */
function moved(curve: ResponseCurve, x: number, m: number): number {
  let low = 0;
  let high = N;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (riseAt(curve, middle) < x) low = middle;
    else high = middle;
  }
  return riseAt(curve, (low + high) / 2 + m);
}

/** One row at a time, as plain numbers. */
const move = (curves: ResponseCurves, curve: number, x: number, m: number) => {
  const column = Float64Array.of(x);
  curves.move(Uint32Array.of(curve), column, Int32Array.of(m), 1);
  return column[0];
};
const locate = (curves: ResponseCurves, curve: number, x: number) => {
  const column = Float64Array.of(x);
  curves.locate(Uint32Array.of(curve), column, 1);
  return column[0];
};
const omega = (L: number) => {
  const column = Float64Array.of(L);
  wrightOmega(column, 1);
  return column[0];
};
const lower = (M: number) => {
  const column = Float64Array.of(M);
  lowerBranch(column, 0);
  return column[0];
};

describe('the inverse of the response', () => {
  const weight = fc.double({ min: 0, max: 1, noNaN: true });

  it('is exact to 1e-9 on all 54 mean curves', () => {
    const curves = new ResponseCurves(
      means,
      means.map(() => N),
      true,
    );
    fc.assert(
      fc.property(weight, fc.integer({ min: 1, max: N }), (x, m) => {
        means.forEach((curve, c) => {
          const p = locate(curves, c, x);
          expect(Math.abs(riseAt(curve, p) - x)).toBeLessThan(1e-9);
          const expected = p + m > N ? 1 : moved(curve, x, m);
          expect(Math.abs(move(curves, c, x, m) - expected)).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('is exact to 1e-9 on all 540 cycle curves, beyond N too', () => {
    const curves = new ResponseCurves(
      cycles,
      cycles.map(() => N),
      false,
    );
    fc.assert(
      fc.property(fc.double({ min: -0.2, max: 1.2, noNaN: true }), fc.integer({ min: 0, max: N }), (x, m) => {
        cycles.forEach((curve, c) => {
          const within = Math.min(Math.max(x, riseAt(curve, 0)), riseAt(curve, N));
          expect(Math.abs(move(curves, c, x, m) - moved(curve, within, m))).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('serves straight and purely exponential curves too', () => {
    const straight = { alpha: 0, beta: 0.005, gamma: 0, zeta: 0.1 };
    const exponential = { alpha: 1.1, beta: 0, gamma: 1.1, zeta: 0.01 };
    const curves = new ResponseCurves([straight, exponential], [N, N], false);
    expect(move(curves, 0, 0.25, 30)).toBeCloseTo(0.4, 12);
    expect(locate(curves, 0, 0.25)).toBeCloseTo(50, 9);
    expect(move(curves, 1, riseAt(exponential, 20), 30)).toBeCloseTo(riseAt(exponential, 50), 12);
    expect(locate(curves, 1, riseAt(exponential, 20))).toBeCloseTo(20, 9);
  });
});

describe('a mean curve on which an inverse is hard', () => {
  it.each([
    ['a step and a line', { a: -0.005, b: 50 }],
    ['a purely exponential curve that ends early', { a: 0, b: 0.3 }],
    ['a curve that is flat at its end', { a: 0.05 * Math.exp(-0.05 * N) * (1 - 1e-9), b: 0.05 }],
  ])('is found from end to end: %s', (_, mean) => {
    const curve = meanResponse(mean, N);
    expect(risesToEnd(curve, N)).toBe(true);
    const curves = new ResponseCurves([curve], [N], true);
    for (let x = 0; x <= 1; x += 1 / 64) {
      const p = locate(curves, 0, x);
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(N * (1 + 1e-9));
      expect(Math.abs(riseAt(curve, p) - x)).toBeLessThan(1e-9);
    }
  });
});

describe("Wright's omega function", () => {
  it('solves u + ln u = L, inside its table and outside', () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 1e5, noNaN: true }), (L) => {
        const u = omega(L);
        const error = ((u + Math.log(u) - L) * u) / (1 + u);
        expect(Math.abs(error)).toBeLessThan(3e-12 * Math.max(1, u));
      }),
      { numRuns: 5000 },
    );
  });

  it('has the omega constant at 0', () => expect(omega(0)).toBeCloseTo(0.5671432904097838, 12));

  it('has a lower branch that solves v − ln v = M', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 700, noNaN: true }), (M) => {
        const v = lower(M);
        expect(v).toBeGreaterThanOrEqual(1);
        expect(Math.abs(v - Math.log(v) - M)).toBeLessThan(1e-12 * M);
      }),
    );
    expect(lower(0.5)).toBe(1);
  });
});
