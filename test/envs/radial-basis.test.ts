import { describe, expect, it } from 'vitest';
import type { Environment, Step } from '../../envs/environment.js';
import { basisCells, RadialBasis, type Basis } from '../../envs/radial-basis.js';
import { ScaledReward } from '../../envs/scaled-reward.js';
import { ObservationPair } from '../../src/core/observation.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { environmentContract } from '../contracts/environment.js';

const plane: Basis = {
  axes: [
    { low: -1.2, high: 0.6, cells: 7 },
    { low: -0.07, high: 0.07, cells: 5 },
  ],
  width: 0.5,
  sum: -1,
};
const box: Basis = {
  axes: [
    { low: -2.4, high: 2.4, cells: 7 },
    { low: -2, high: 2, cells: 2 },
    { low: -0.2, high: 0.2, cells: 7 },
    { low: -3, high: 3, cells: 2 },
  ],
  width: 0.6,
  sum: 1,
};

/** A point that drifts through a box and somewhat beyond it. */
class Drift implements Environment {
  readonly actions = 2;
  private readonly random = new RandomStream('drift');
  private readonly seen: ObservationPair;
  private readonly outcome: Step = { reward: 1, terminated: false, truncated: false, forced: false };

  constructor(private readonly axes: Basis['axes']) {
    this.seen = new ObservationPair(axes.length);
  }

  get observation() {
    return this.seen.present;
  }

  reset(): void {
    this.seen.turn().value.fill(0);
  }

  step(action: number): Step {
    const { value: from } = this.observation;
    const { value: to } = this.seen.turn();
    this.axes.forEach(({ low, high }, d) => {
      to[d] = from[d] + (this.random.uniform() - (action === 0 ? 0.3 : 0.7)) * 0.3 * (high - low);
    });
    this.outcome.reward = 1;
    return this.outcome;
  }
}

environmentContract('radial basis, two dimensions', () => new RadialBasis(new Drift(plane.axes), plane));
environmentContract(
  'radial basis, four dimensions, scaled reward',
  () => new RadialBasis(new ScaledReward(new Drift(box.axes), 0.01), box),
);

/** The same activities by the formula, without reach: a product over dimensions of normalised Gaussians. */
function activities({ axes, width, sum }: Basis, point: Float64Array): number[] {
  const along = axes.map(({ low, high, cells }, d) => {
    const at = Math.min(Math.max(((point[d] - low) / (high - low)) * (cells - 1), 0), cells - 1);
    const fields = Array.from({ length: cells }, (_, i) => Math.exp(-((at - i) ** 2) / (2 * width ** 2)));
    const total = fields.reduce((all, field) => all + field);
    return fields.map((field) => field / total);
  });
  return along.reduce((outer, axis) => outer.flatMap((left) => axis.map((right) => left * right)), [sum]);
}

describe('radial basis features', () => {
  it.each([
    ['two dimensions', plane],
    ['four dimensions', box],
  ] as const)('are the normalised Gaussians of the formula: %s', (_, basis) => {
    const task = new Drift(basis.axes);
    const view = new RadialBasis(task, basis);
    expect(view.observation.value).toHaveLength(basisCells(basis));
    view.reset();
    for (let move = 0; move < 60; move++) {
      const expected = activities(basis, task.observation.value);
      const { value } = view.observation;
      // Fields out of reach are below 4e-4 of their peak.
      value.forEach((x, cell) => expect(Math.abs(x - expected[cell])).toBeLessThan(1e-3));
      expect(value.reduce((sum, x) => sum + x)).toBeCloseTo(basis.sum, 12);
      view.step(move % view.actions);
    }
  });

  it('have fewer active cells than all where the grid is larger than their reach', () => {
    const view = new RadialBasis(new Drift(plane.axes), {
      ...plane,
      axes: plane.axes.map((axis) => ({ ...axis, cells: 20 })),
    });
    view.reset();
    expect(view.observation.count).toBeLessThanOrEqual(25);
    expect(view.observation.count).toBeGreaterThan(0);
  });

  it('show a point beyond a range as its end', () => {
    const task = new Drift(box.axes);
    const view = new RadialBasis(task, box);
    task.reset();
    task.observation.value.set([0, 50, 0, -50]);
    view.step(0);
    const { value } = view.observation;
    expect(value.every(Number.isFinite)).toBe(true);
    expect(value.reduce((sum, x) => sum + x)).toBeCloseTo(1, 12);
  });
});

describe('a scaled reward', () => {
  it('is the factor times the reward, and leaves the rest of a step as it is', () => {
    const [plain, scaled] = [new Drift(box.axes), new ScaledReward(new Drift(box.axes), 0.25)];
    plain.reset();
    scaled.reset();
    for (let move = 0; move < 30; move++) {
      const step = plain.step(0);
      expect(scaled.step(0)).toEqual({ ...step, reward: 0.25 * step.reward });
      expect(scaled.observation.value).toEqual(plain.observation.value);
    }
  });
});
