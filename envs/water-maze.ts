import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { RandomStream } from '../src/core/random-stream.js';
import type { Environment, Step } from './environment.js';

/** Half the side of the arena. */
const ARENA = 6;
const GOAL_RADIUS = 0.5;
/** length of a move */
const MOVE = 1.5;
/** points at which the path of a move is looked at, both ends included */
const POINTS = 10;

/** The eight moves: N, NE, E, SE, S, SW, W, NW. */
const STEP_X = Float64Array.from({ length: 8 }, (_, k) => MOVE * Math.sin((k * Math.PI) / 4));
const STEP_Y = Float64Array.from({ length: 8 }, (_, k) => MOVE * Math.cos((k * Math.PI) / 4));

/** Whether a point lies in the goal disc at the origin. */
export function inGoal(x: number, y: number): boolean {
  return x * x + y * y <= GOAL_RADIUS * GOAL_RADIUS;
}

/** Whether a point lies outside the arena or in the U-shaped wall, which is open upward. */
export function blocked(x: number, y: number): boolean {
  const aside = Math.abs(x);
  if (aside > ARENA || Math.abs(y) > ARENA) return true;
  if (aside >= 1.5 && aside <= 2.5) return y > -2.5 && y < 2;
  return aside <= 1.5 && y >= -2.5 && y <= -1.5;
}

/** Whether a move that starts in the arena stays there, and to one side of wall and goal: most do, and need no second look. */
function isClear(x: number, y: number, toX: number, toY: number): boolean {
  if (Math.abs(toX) > ARENA || Math.abs(toY) > ARENA) return false;
  return Math.min(x, toX) > 2.5 || Math.max(x, toX) < -2.5 || Math.min(y, toY) > 2 || Math.max(y, toY) < -2.5;
}

/**
 * The water maze of doi:10.1038/s42256-025-01149-w, Fig. 5: a square arena [−6, 6]² with a hidden goal, a disc at
 * the origin behind a U-shaped wall. A move that meets the wall or the edge stops at the last free point of its
 * path; one whose path meets the goal ends the episode with the reward, at the move's full end.
 *
 * Observation: the position (x, y). Reward: 1 with the move that reaches the goal, else 0. Start: anywhere outside
 * wall and goal, uniformly.
 */
export class WaterMaze implements Environment {
  readonly actions = 8;
  private readonly seen = new ObservationPair(2);
  private readonly outcome: Step = { reward: 0, terminated: false, truncated: false, forced: false };

  /** @param random where episodes start */
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
    } while (blocked(at[0], at[1]) || inGoal(at[0], at[1]));
  }

  step(action: number): Step {
    const { outcome } = this;
    const { value: from } = this.observation;
    const x = from[0];
    const y = from[1];
    const at = this.seen.turn().value;
    const dx = STEP_X[action];
    const dy = STEP_Y[action];
    outcome.reward = 0;
    outcome.terminated = false;
    if (isClear(x, y, x + dx, y + dy)) {
      at[0] = x + dx;
      at[1] = y + dy;
      return outcome;
    }
    for (let point = 1; point < POINTS; point++) {
      const share = point / (POINTS - 1);
      if (blocked(x + share * dx, y + share * dy)) {
        const last = (point - 1) / (POINTS - 1);
        at[0] = x + last * dx;
        at[1] = y + last * dy;
        return outcome;
      }
      if (inGoal(x + share * dx, y + share * dy)) {
        outcome.reward = 1;
        outcome.terminated = true;
        break;
      }
    }
    at[0] = x + dx;
    at[1] = y + dy;
    return outcome;
  }
}
