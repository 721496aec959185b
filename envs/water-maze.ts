import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { RandomStream } from '../src/core/random-stream.js';
import type { Environment, Step } from './environment.js';
import { PlaceCells } from './place-cells.js';
import type { TaskKind } from './task-kind.js';
import { watched, type Watch } from './watched.js';

/** Half the side length of the arena. */
const ARENA = 6;
const GOAL_RADIUS = 0.5;
/** Length of a move. */
const MOVE = 1.5;
/** Number of points at which the path of a move is checked, both ends included. */
const POINTS = 10;

/** The eight moves: N, NE, E, SE, S, SW, W, NW. */
const STEP_X = Float64Array.from({ length: 8 }, (_, k) => MOVE * Math.sin((k * Math.PI) / 4));
const STEP_Y = Float64Array.from({ length: 8 }, (_, k) => MOVE * Math.cos((k * Math.PI) / 4));

/** Whether a position lies in the goal disc at the origin. */
export function inGoal(at: Float64Array): boolean {
  return at[0] * at[0] + at[1] * at[1] <= GOAL_RADIUS * GOAL_RADIUS;
}

/** Whether a position lies outside the arena or in the U-shaped wall, which is open at the top. */
export function blocked(at: Float64Array): boolean {
  const y = at[1];
  const aside = Math.abs(at[0]);
  if (aside > ARENA || Math.abs(y) > ARENA) return true;
  if (aside >= 1.5 && aside <= 2.5) return y > -2.5 && y < 2;
  return aside <= 1.5 && y >= -2.5 && y <= -1.5;
}

/** Whether a move ends in the arena and passes wall and goal on one side: most moves do, and need no check along the path. */
function isClear(from: Float64Array, to: Float64Array): boolean {
  if (Math.abs(to[0]) > ARENA || Math.abs(to[1]) > ARENA) return false;
  return (
    (from[0] > 2.5 && to[0] > 2.5) ||
    (from[0] < -2.5 && to[0] < -2.5) ||
    (from[1] > 2 && to[1] > 2) ||
    (from[1] < -2.5 && to[1] < -2.5)
  );
}

/**
 * The water maze of doi:10.1038/s42256-025-01149-w, Fig. 5: a square arena [−6, 6]² with a hidden goal, a disc at
 * the origin behind a U-shaped wall. A move that meets the wall or the edge stops at the last free point of its
 * path. A move whose path meets the goal is completed, pays the reward and ends the episode.
 *
 * Observation: the position (x, y). Reward: 1 with the move that reaches the goal, else 0. Start: anywhere outside
 * wall and goal, uniformly.
 */
export class WaterMaze implements Environment {
  readonly actions = 8;
  private readonly seen = new ObservationPair(2);
  private readonly point = new Float64Array(2);
  private readonly outcome: Step = { reward: 0, terminated: false, truncated: false, forced: false };

  /** @param random draws the starts of episodes */
  constructor(private readonly random: RandomStream) {}

  get observation(): Observation {
    return this.seen.present;
  }

  reset(): void {
    const { random } = this;
    const at = this.seen.turn().value;
    do {
      random.uniforms(at, 2);
      at[0] = ARENA * (2 * at[0] - 1);
      at[1] = ARENA * (2 * at[1] - 1);
    } while (blocked(at) || inGoal(at));
  }

  step(action: number): Step {
    const { outcome } = this;
    const { value: from } = this.observation;
    const { value: at } = this.seen.turn();
    at[0] = from[0] + STEP_X[action];
    at[1] = from[1] + STEP_Y[action];
    outcome.reward = 0;
    outcome.terminated = false;
    if (!isClear(from, at)) this.meet(from, at);
    return outcome;
  }

  /** Checks the path for wall, edge and goal. */
  private meet(from: Float64Array, at: Float64Array): void {
    const { outcome, point } = this;
    const dx = at[0] - from[0];
    const dy = at[1] - from[1];
    for (let k = 1; k < POINTS; k++) {
      const share = k / (POINTS - 1);
      point[0] = from[0] + share * dx;
      point[1] = from[1] + share * dy;
      if (blocked(point)) {
        const last = (k - 1) / (POINTS - 1);
        at[0] = from[0] + last * dx;
        at[1] = from[1] + last * dy;
        return;
      }
      if (inGoal(point)) {
        outcome.reward = 1;
        outcome.terminated = true;
        return;
      }
    }
  }
}

/** 121 place cells (the article, Methods). */
const grid = { side: 11, extent: ARENA, width: 0.75 };

function seen(random: RandomStream, watch?: Watch): Environment {
  return new PlaceCells(watched(new WaterMaze(random), watch), grid);
}

export const waterMaze: TaskKind<never> = {
  meaning: 'a hidden goal behind a wall, seen by 121 place cells (Fig. 5 of the article)',
  settings: {},
  published: true,
  figures: { task: 'fig5a-task', steps: 'fig5b-steps', policy: 'fig5c-policy', value: 'fig5d-value' },
  defaults: {
    seeds: 100,
    episodes: 5000,
    stepLimit: 300,
    learningRate: 0.04,
    discount: 0.975,
    temperature: 0.15,
    threshold: 0.0025,
    conditions: [
      { name: 'all noise', bank: 'mean' },
      // Less noise lets a device learn faster; at the rate of the noisy ones the threshold would starve it.
      { name: 'minimum noise', bank: 'mean', sigma: 0.0294, learningRate: 0.08 },
      { name: 'ideal', bank: 'ideal', learningRate: 0.8, discount: 0.9, temperature: 0.1, threshold: 0 },
    ],
  },
  comparison: {
    bank: 'mean',
    full: { seeds: 20 },
    quick: { seeds: 8, episodes: 200 },
    // Packets for the article's rate, at which a change is a tenth of a pulse.
    schemeSettings: { 'dead-zone': { deadZone: 0.005 }, 'carried-packets': { packet: 0.01 } },
  },
  make: () => ({
    cells: grid.side ** 2,
    actions: 8,
    grid,
    scene: {
      name: 'water maze',
      arena: { x1: -ARENA, x2: ARENA, y1: -ARENA, y2: ARENA },
      walls: [
        [
          [2.5, -2.5],
          [2.5, 2],
          [1.5, 2],
          [1.5, -1.5],
          [-1.5, -1.5],
          [-1.5, 2],
          [-2.5, 2],
          [-2.5, -2.5],
        ],
      ],
      goal: { x: 0, y: 0, radius: GOAL_RADIUS },
      legend: 'Grey: the wall; circle: the goal.',
      moves: { length: MOVE, names: ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] },
      about: `A square arena with a U-shaped wall. The learner starts anywhere outside wall and goal, and searches for the goal. Each move has length ${MOVE} and one of eight directions; it stops at the wall and at the edge.`,
      trajectories: 'The last move passes through the goal and keeps its full length.',
    },
    environment: (random, watch) => seen(random('starts'), watch),
    evaluation: (random) => seen(random('evaluation')),
  }),
};
