import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { RandomStream } from '../src/core/random-stream.js';
import type { Settings } from '../src/core/setting.js';
import type { Environment, Step } from './environment.js';
import { basisCells, RadialBasis, type Basis } from './radial-basis.js';
import { ScaledReward } from './scaled-reward.js';
import type { TaskKind } from './task-kind.js';

/** m/s², kg, kg, m (half the pole), N, s */
const GRAVITY = 9.8;
const CART = 1;
const POLE = 0.1;
const LENGTH = 0.5;
const FORCE = 10;
const TIME_STEP = 0.02;
const TOTAL = CART + POLE;
/** beyond them the pole counts as fallen, or the cart as lost: m, rad */
const FURTHEST = 2.4;
const STEEPEST = (12 * 2 * Math.PI) / 360;
/** Starts are uniform within ± this in each of the four. */
const START = 0.05;

/**
 * CartPole-v1 of Gymnasium (after Barto, Sutton and Anderson, IEEE Trans. SMC 13:834, 1983): a pole on a cart that is
 * pushed to the left (0) or to the right (1), in steps of 20 ms by Euler's method, all rates from before the step.
 *
 * Observation: x (m), ẋ (m/s), θ (rad from upright), θ̇ (rad/s). Reward: 1 with each step, the last included. It ends
 * when |x| > 2.4 m or |θ| > 12°; 500 steps are its limit.
 */
export class CartPole implements Environment {
  readonly actions = 2;
  private readonly seen = new ObservationPair(4);
  private readonly outcome: Step = { reward: 1, terminated: false, truncated: false, forced: false };

  /** @param random where episodes start */
  constructor(private readonly random: RandomStream) {}

  get observation(): Observation {
    return this.seen.present;
  }

  reset(): void {
    const at = this.seen.turn().value;
    this.random.uniforms(at, 4);
    for (let d = 0; d < 4; d++) at[d] = START * (2 * at[d] - 1);
  }

  step(action: number): Step {
    const { outcome } = this;
    const from = this.observation.value;
    const to = this.seen.turn().value;
    const cosine = Math.cos(from[2]);
    const sine = Math.sin(from[2]);
    const push = ((action === 1 ? FORCE : -FORCE) + POLE * LENGTH * from[3] * from[3] * sine) / TOTAL;
    const turning = (GRAVITY * sine - cosine * push) / (LENGTH * (4 / 3 - (POLE * cosine * cosine) / TOTAL));
    const acceleration = push - (POLE * LENGTH * turning * cosine) / TOTAL;
    to[0] = from[0] + TIME_STEP * from[1];
    to[1] = from[1] + TIME_STEP * acceleration;
    to[2] = from[2] + TIME_STEP * from[3];
    to[3] = from[3] + TIME_STEP * turning;
    outcome.reward = 1;
    outcome.terminated = Math.abs(to[0]) > FURTHEST || Math.abs(to[2]) > STEEPEST;
    return outcome;
  }
}

/** 324 fields. Their sum of 2 doubles what a step teaches; beyond these speeds, all is seen alike. */
const basis: Basis = {
  axes: [
    { low: -FURTHEST, high: FURTHEST, cells: 3 },
    { low: -2.5, high: 2.5, cells: 3 },
    { low: -0.21, high: 0.21, cells: 6 },
    { low: -3, high: 3, cells: 6 },
  ],
  width: 0.5,
  sum: 2,
};

/**
 * A task in which a step is free and the end costs something. With any discount below 1 it orders policies as a reward
 * for each step does: Σ γ^t over T steps is (1 − γ^T) / (1 − γ).
 */
class CostlyEnd implements Environment {
  readonly actions: number;

  constructor(
    private readonly task: Environment,
    private readonly cost: number,
  ) {
    this.actions = task.actions;
  }

  get observation(): Observation {
    return this.task.observation;
  }

  reset(): void {
    this.task.reset();
  }

  step(action: number): Step {
    const step = this.task.step(action);
    step.reward = step.terminated ? -this.cost : 0;
    return step;
  }
}

function seen(starts: RandomStream, { rewardScale, fallCost }: Rewards): Environment {
  const task = new CartPole(starts);
  if (fallCost === 0) return new RadialBasis(new ScaledReward(task, rewardScale), basis);
  // Values lie below 0 here, and weights of 0 expect the best: action values need that to try every action.
  return new RadialBasis(new CostlyEnd(task, fallCost), { ...basis, sum: -basis.sum });
}

type Rewards = Settings<'rewardScale' | 'fallCost'>;

export const cartPole: TaskKind<'rewardScale' | 'fallCost'> = {
  meaning: 'a pole that is kept upright on a cart (CartPole-v1 of Gymnasium), seen by radial basis functions',
  settings: {
    rewardScale: {
      default: 0.01,
      minimum: 1e-6,
      maximum: 1,
      meaning: 'reward of a step; 1 − γ keeps values below 1, so that weights between 0 and 1 can hold them',
    },
    fallCost: {
      default: 0,
      minimum: 0,
      maximum: 1,
      meaning: 'above 0: cost of a fall, in place of the reward of a step; 1 suits Q-learning and SARSA',
    },
  },
  moreIsBetter: true,
  defaults: {
    seeds: 10,
    episodes: 300,
    stepLimit: 500,
    learningRate: 1,
    discount: 0.99,
    temperature: 0.1,
    threshold: 0,
    conditions: [
      { name: 'ideal', bank: 'ideal' },
      // A step changes a weight by less than a pulse does: without a digital sum it would be lost.
      { name: 'mixed precision', bank: 'mean', noise: 'read', scheme: 'mixed-precision' },
    ],
  },
  make: (rewards) => ({
    cells: basisCells(basis),
    actions: 2,
    environment: (random) => seen(random('starts'), rewards),
    evaluation: (random) => seen(random('evaluation'), rewards),
  }),
};
