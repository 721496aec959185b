import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { RandomStream } from '../src/core/random-stream.js';
import type { Environment, Step } from './environment.js';
import { basisCells, RadialBasis, type Basis } from './radial-basis.js';
import { ScaledReward } from './scaled-reward.js';
import type { TaskKind } from './task-kind.js';

const FORCE = 0.001;
const GRAVITY = 0.0025;
const LEFT_END = -1.2;
const RIGHT_END = 0.6;
const FASTEST = 0.07;
const GOAL = 0.5;
/** Starts are at rest, uniform between these two. */
const START = { from: -0.6, to: -0.4 };

/**
 * MountainCar-v0 of Gymnasium (after Moore, 1990): a car in a valley whose engine is too weak for the hill, pushed to
 * the left (0), not at all (1) or to the right (2). v ← v + (a − 1) 0.001 − 0.0025 cos 3p within ± 0.07, p ← p + v within
 * [−1.2, 0.6]; at the left end the car stops.
 *
 * Observation: position p and velocity v. Reward: −1 with each step. It ends at p ≥ 0.5 with v ≥ 0; 200 steps are its limit.
 */
export class MountainCar implements Environment {
  readonly actions = 3;
  private readonly seen = new ObservationPair(2);
  private readonly outcome: Step = { reward: -1, terminated: false, truncated: false, forced: false };

  /** @param random where episodes start */
  constructor(private readonly random: RandomStream) {}

  get observation(): Observation {
    return this.seen.present;
  }

  reset(): void {
    const at = this.seen.turn().value;
    this.random.uniforms(at, 1);
    at[0] = START.from + (START.to - START.from) * at[0];
    at[1] = 0;
  }

  step(action: number): Step {
    const { outcome } = this;
    const from = this.observation.value;
    const to = this.seen.turn().value;
    const speed = from[1] + (action - 1) * FORCE - Math.cos(3 * from[0]) * GRAVITY;
    to[1] = Math.min(Math.max(speed, -FASTEST), FASTEST);
    to[0] = Math.min(Math.max(from[0] + to[1], LEFT_END), RIGHT_END);
    if (to[0] === LEFT_END && to[1] < 0) to[1] = 0;
    outcome.reward = -1;
    outcome.terminated = to[0] >= GOAL && to[1] >= 0;
    return outcome;
  }
}

/**
 * 144 fields. Their sum is −1, so that weights between 0 and 1 hold values between −1 and 0. Weights that start at 0
 * expect more than there is: what was not tried yet looks better, and the car is driven on until it finds the goal.
 */
const basis: Basis = {
  axes: [
    { low: LEFT_END, high: RIGHT_END, cells: 12 },
    { low: -FASTEST, high: FASTEST, cells: 12 },
  ],
  width: 0.5,
  sum: -1,
};

function seen(starts: RandomStream, rewardScale: number): Environment {
  return new RadialBasis(new ScaledReward(new MountainCar(starts), rewardScale), basis);
}

export const mountainCar: TaskKind<'rewardScale'> = {
  meaning:
    'a weak car that must swing out of a valley (MountainCar-v0 of Gymnasium), seen by radial basis functions',
  settings: {
    rewardScale: {
      default: 0.01,
      minimum: 1e-6,
      maximum: 1,
      meaning: 'cost of a step; 1 − γ keeps values above −1, so that weights between 0 and 1 can hold them',
    },
  },
  defaults: {
    seeds: 10,
    episodes: 1000,
    stepLimit: 200,
    learningRate: 0.5,
    discount: 0.99,
    temperature: 0.02,
    threshold: 0,
    conditions: [
      { name: 'ideal', bank: 'ideal' },
      // A step changes a weight by less than a pulse does: without a digital sum it would be lost.
      { name: 'mixed precision', bank: 'mean', noise: 'read', scheme: 'mixed-precision' },
    ],
  },
  comparison: { bank: 'mean', full: { seeds: 20 }, quick: { seeds: 4, episodes: 200 } },
  make: ({ rewardScale }) => ({
    cells: basisCells(basis),
    actions: 3,
    environment: (random) => seen(random('starts'), rewardScale),
    evaluation: (random) => seen(random('evaluation'), rewardScale),
  }),
};
