import { solveLinear } from '../src/core/maths/solve-linear.js';
import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';
import { OneHot } from './one-hot.js';
import type { StateMap } from './scene.js';
import type { TaskKind } from './task-kind.js';
import { watched } from './watched.js';

/** The four moves, clockwise from north. */
const EAST = [0, 1, 0, -1];
const NORTH = [1, 0, -1, 0];

/** The size of a gridworld. */
interface Size {
  readonly width: number;
  readonly height: number;
  /** 1: the middle column is a wall but for its lowest square; 0: there is none */
  readonly wall: number;
}

/** Where each action leads from each square, [square × 4 + action]; squares are numbered row by row from the lowest, x fastest. */
function moves({ width, height, wall }: Size): Uint32Array {
  const middle = width >> 1;
  const isFree = (x: number, y: number) =>
    x >= 0 && x < width && y >= 0 && y < height && !(wall === 1 && x === middle && y > 0);
  return Uint32Array.from({ length: 4 * width * height }, (_, k) => {
    const square = k >> 2;
    const x = square % width;
    const y = Math.floor(square / width);
    const [toX, toY] = [x + EAST[k & 3], y + NORTH[k & 3]];
    return isFree(x, y) && isFree(toX, toY) ? toY * width + toX : square;
  });
}

/**
 * A grid of squares with one square a move (Sutton and Barto, 2nd ed., Example 3.5, without its special states). A move
 * against the edge or the wall leaves the agent where it is.
 *
 * Observation: the square, as one number. Actions: N, E, S, W. Start: lower left. Reward: 1 with the move to the upper
 * right corner, which ends the episode, else 0.
 */
export class Gridworld implements Environment {
  readonly actions = 4;
  readonly states: number;
  private readonly next: Uint32Array;
  private readonly seen = new ObservationPair(1);
  private readonly outcome: Step = { reward: 0, terminated: false, truncated: false, forced: false };

  constructor(size: Size) {
    this.states = size.width * size.height;
    this.next = moves(size);
  }

  get observation(): Observation {
    return this.seen.present;
  }

  reset(): void {
    this.seen.turn().value[0] = 0;
  }

  step(action: number): Step {
    const { outcome } = this;
    const square = this.next[4 * this.observation.value[0] + action];
    const found = square === this.states - 1;
    outcome.reward = found ? 1 : 0;
    outcome.terminated = found;
    this.seen.turn().value[0] = square;
    return outcome;
  }
}

/**
 * The value of each square under a policy, exactly: the solution of V(s) = Σ_a π(a|s) (r + γ V(s′)) with V = 0 at the
 * goal and in the wall (Sutton and Barto, 2nd ed., Eq. 4.4).
 *
 * @param policy probabilities of the four moves, [square][move]
 */
export function gridworldValue(
  size: Size,
  policy: readonly (readonly number[])[],
  discount: number,
): number[] {
  const next = moves(size);
  const squares = next.length / 4;
  const goal = squares - 1;
  const system = Array.from({ length: squares }, (_, row) =>
    Array.from({ length: squares }, (_, column) => (row === column ? 1 : 0)),
  );
  const reward = new Array<number>(squares).fill(0);
  for (let square = 0; square < goal; square++) {
    const to = [0, 1, 2, 3].map((action) => next[4 * square + action]);
    if (to.every((other) => other === square)) continue;
    to.forEach((other, action) => {
      const share = policy[square][action];
      if (other === goal) reward[square] += share;
      else system[square][other] -= discount * share;
    });
  }
  return solveLinear(system, reward);
}

/** The square that follows, [square][move]. */
function rowsOf(next: Uint32Array): number[][] {
  return Array.from({ length: next.length / 4 }, (_, square) => [
    ...next.subarray(4 * square, 4 * square + 4),
  ]);
}

/** The squares of a gridworld, so that visits can be drawn. */
function squareMap({ width, height }: Size): StateMap {
  const goal = width * height - 1;
  return {
    name: 'gridworld',
    places: Array.from({ length: goal + 1 }, (_, k) => ({ x: k % width, y: Math.floor(k / width) })),
    start: { state: 0, side: 'below' },
    reward: { state: goal, side: 'above' },
  };
}

export const gridworld: TaskKind<'width' | 'height' | 'wall'> = {
  meaning: 'a grid of squares with four moves, from one corner to a reward in the opposite one',
  oneHot: true,
  settings: {
    width: { default: 5, minimum: 3, maximum: 20, whole: true, meaning: 'squares from west to east' },
    height: { default: 5, minimum: 2, maximum: 20, whole: true, meaning: 'squares from south to north' },
    wall: {
      default: 0,
      minimum: 0,
      maximum: 1,
      whole: true,
      meaning: '1 for a wall in the middle column, open at its lowest square',
    },
  },
  defaults: {
    seeds: 50,
    episodes: 300,
    stepLimit: 300,
    learningRate: 0.3,
    discount: 0.9,
    temperature: 0.1,
    threshold: 0,
    conditions: [
      { name: 'ideal', bank: 'ideal' },
      { name: 'self-correcting', bank: 'cycles' },
      { name: 'open-loop', bank: 'cycles', scheme: 'open-loop' },
    ],
  },
  comparison: { bank: 'cycles', full: { seeds: 50 }, quick: { seeds: 10 } },
  make: (size) => ({
    cells: size.width * size.height,
    actions: 4,
    shortestPath: size.width + size.height - 2,
    states: squareMap(size),
    next: rowsOf(moves(size)),
    environment: (_random, watch) => {
      const task = new Gridworld(size);
      return new OneHot(watched(task, watch), task.states);
    },
    exactValue: (policy, discount) => gridworldValue(size, policy, discount),
  }),
};
