import { describe, expect, it } from 'vitest';
import { dampedGaussNewton } from '../../src/core/maths/minimise/damped-gauss-newton.js';
import { heldInput } from '../../src/networks/memory/held-input.js';
import { LegendreMemory } from '../../src/networks/memory/legendre-memory.js';
import { remembered } from '../../src/networks/memory/remembered.js';
import { Network } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import { sharedData } from '../shared.js';
import { oracle } from './oracle.js';

interface Golden {
  lmu: {
    order: number; theta: number; dt: number;
    A: number[][]; B: number[]; Ad: number[][]; Bd: number[];
    decodedDelays: number[]; decoded: number[][];
  }[];
} // prettier-ignore

/** Steps from one line of the table of decoded delays to the next, and the tone that goes in, hertz. */
const [EVERY, TONE] = [20, 1.2];

function near(found: Float64Array, wanted: readonly number[], tolerance = 1e-10) {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, i) => expect(Math.abs(found[i] - value)).toBeLessThan(tolerance));
}

sharedData('oracle/networks/hardware_training.json').describe('a Legendre memory', () => {
  it('has the matrices, the exact steps and the decoded delays that were computed apart', () => {
    const cases = oracle<Golden>('hardware_training.json')!.lmu;
    expect(cases).not.toHaveLength(0);
    for (const { order, theta, dt, A, B, Ad, Bd, decodedDelays, decoded } of cases) {
      const sut = new LegendreMemory({ order, theta, dt });
      near(sut.a, A.flat());
      near(sut.b, B);
      near(sut.stepA, Ad.flat());
      near(sut.stepB, Bd);
      for (let n = 0; n < EVERY * decoded.length; n++) {
        sut.step(Math.sin(2 * Math.PI * TONE * n * dt));
        if (n % EVERY === 0) near(Float64Array.from(decodedDelays, (share) => sut.decode(share)), decoded[n / EVERY]);
      }
    }
  }); // prettier-ignore
});

describe('a Legendre memory', () => {
  it('remembers a slow tone over its window, the better the higher its order', () => {
    const worst = (order: number, share: number) => {
      const sut = new LegendreMemory({ order, theta: 0.5, dt: 0.001 });
      const tone = (t: number) => Math.sin(2 * Math.PI * TONE * t);
      let most = 0;
      for (let n = 0; n < 2000; n++) {
        // Steps hold the input, so that it lags by half a step.
        sut.step(tone((n + 0.5) * 0.001));
        if (n > 1000)
          most = Math.max(most, Math.abs(sut.decode(share) - tone((n + 1) * 0.001 - 0.5 * share)));
      }
      return most;
    };
    for (const share of [0, 0.5, 1]) {
      expect(worst(6, share)).toBeLessThan(0.02);
      expect(worst(8, share)).toBeLessThan(worst(4, share));
    }
  });

  it('settles at a constant input, which is its first coefficient', () => {
    const sut = new LegendreMemory({ order: 5, theta: 0.2, dt: 0.01 });
    for (let n = 0; n < 400; n++) sut.step(0.7);
    near(sut.state, [0.7, 0, 0, 0, 0], 1e-9);
    sut.reset();
    near(sut.state, [0, 0, 0, 0, 0], 1e-15);
  });

  it('takes two steps as one of twice the time, for any step', () => {
    const { a, b } = new LegendreMemory({ order: 7, theta: 0.3, dt: 1 });
    for (const dt of [1e-4, 0.01, 0.3, 2]) {
      const [one, two] = [heldInput(a, b, dt), heldInput(a, b, 2 * dt)];
      const twice = new Float64Array(49);
      for (let i = 0; i < 49; i++)
        for (let k = 0; k < 7; k++) twice[i] += one.matrix[7 * Math.floor(i / 7) + k] * one.matrix[7 * k + (i % 7)];
      near(two.matrix, [...twice], 1e-11);
      near(two.input, Array.from(one.input, (value, i) => value + one.input.reduce((sum, u, k) => sum + one.matrix[7 * i + k] * u, 0)), 1e-11);
    }
  }); // prettier-ignore

  it('gives a network features of the past', () => {
    const memory = new LegendreMemory({ order: 8, theta: 0.4, dt: 0.01 });
    const signal = Float64Array.from(
      { length: 300 },
      (_, n) => Math.sin(0.06 * n) + 0.5 * Math.cos(0.023 * n * n ** 0.1),
    );
    const targets = signal.map((_, n) => (n < 25 ? 0 : signal[n - 25]));
    const samples = remembered(memory, signal, targets);
    const network = new Network(8, [{ width: 1 }]);
    const loss = new NetworkLoss(network, { ...samples, weights: signal.map((_, n) => (n < 80 ? 0 : 1)) });
    const parameters = new Float64Array(network.size);
    dampedGaussNewton(loss, parameters, { iterations: 50, gradientMax: 1e-12 });
    // A signal of variance about 0.6, a quarter of a second ago.
    expect(loss.value(parameters)).toBeLessThan(1e-4);
    expect(() => remembered(memory, signal, new Float64Array(7))).toThrow(
      'got 7 targets for 300 steps of a signal',
    );
  });

  it('refuses what is no memory', () => {
    expect(() => new LegendreMemory({ order: 0, theta: 1, dt: 1 })).toThrow('got the order 0');
    expect(() => new LegendreMemory({ order: 2, theta: -1, dt: 1 })).toThrow('got theta = -1 s');
    expect(() => new LegendreMemory({ order: 2, theta: 1, dt: 0 })).toThrow('got dt = 0 s of a Legendre memory: expected more than 0');
  }); // prettier-ignore
});
