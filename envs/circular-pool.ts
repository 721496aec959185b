import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { RandomStream } from '../src/core/random-stream.js';
import type { Environment, Step } from './environment.js';
import type { PlatformProtocol } from './platform-protocol.js';

/** Radius of the pool, in decimetres: at this scale the norm of the place cells gives values that suit weights between 0 and 1. */
export const POOL_RADIUS = 10;
/** Radius of the platform, decimetres. */
export const PLATFORM_RADIUS = 0.5;
/** Length of a move: 0.1 s at 0.3 m/s. */
const MOVE = 0.3;
/** Parts of the present heading that are mixed with one part of the chosen direction. */
const MOMENTUM = 3;
/** Number of episodes with the same place of the platform. */
export const TRIALS_A_DAY = 4;
/** Distance of a start from the middle. */
const START = 9.5;

/** The eight directions: N, NE, E, SE, S, SW, W, NW. */
const EAST = Float64Array.from({ length: 8 }, (_, k) => Math.sin((k * Math.PI) / 4));
const NORTH = Float64Array.from({ length: 8 }, (_, k) => Math.cos((k * Math.PI) / 4));

/**
 * The water maze of Foster, Morris and Dayan (Hippocampus 10:1–16, 2000): a circular pool with a hidden platform.
 *
 * From reimplementations of the article (only its abstract was available): the pool is 2 m wide and the platform has a radius of
 * 5 cm. The agent swims at 0.3 m/s in steps of 0.1 s and bounces off the wall. The chosen one of eight directions is mixed with the
 * heading at 1:3. Episodes start at the wall in the north, east, south or west, four trials a day.
 *
 * Our own choices: lengths are in decimetres. Place cells form a square grid, instead of 493 cells in the disc. Directions are mixed as
 * a sum of vectors, and the first move has no momentum. The bounce folds the path beyond the wall back along the radius. Each start
 * lies 5 cm from the wall and is used once a day, in random order. A path that only grazes the platform finds it.
 *
 * The agent of the article also learns coordinates, for learning in one trial; that part is left out. Without it an actor–critic
 * is expected to be poor at matching to place, which is the point of the article.
 *
 * Observation: the position (x, y). Reward: 1 with the move that meets the platform, else 0.
 */
export class CircularPool implements Environment {
  readonly actions = 8;
  /** middle (x, y) of the platform today; the agent does not see it */
  readonly platform = new Float64Array(2);
  private readonly seen = new ObservationPair(2);
  private readonly outcome: Step = { reward: 0, terminated: false, truncated: false, forced: false };
  /** unit vector, or zero before the first move */
  private readonly heading = new Float64Array(2);
  /** today's starts, as numbers of directions from the middle */
  private readonly starts = Uint8Array.of(0, 2, 4, 6);
  private trial = 0;

  /** @param random the order of the starts */
  constructor(
    private readonly random: RandomStream,
    private readonly protocol: PlatformProtocol,
  ) {}

  get observation(): Observation {
    return this.seen.present;
  }

  reset(): void {
    if (this.trial === 0) this.newDay();
    const start = this.starts[this.trial];
    this.trial = (this.trial + 1) % TRIALS_A_DAY;
    const at = this.seen.turn().value;
    at[0] = START * EAST[start];
    at[1] = START * NORTH[start];
    this.heading.fill(0);
  }

  step(action: number): Step {
    const { outcome, heading } = this;
    const from = this.observation.value;
    const at = this.seen.turn().value;
    this.turnTowards(action);
    const found = this.meetsPlatform(from);
    outcome.reward = found ? 1 : 0;
    outcome.terminated = found;
    at[0] = from[0] + MOVE * heading[0];
    at[1] = from[1] + MOVE * heading[1];
    this.bounce(at);
    return outcome;
  }

  private newDay(): void {
    const { random, starts } = this;
    this.protocol.place(this.platform);
    for (let i = TRIALS_A_DAY - 1; i > 0; i--) {
      const j = random.below(i + 1);
      const start = starts[i];
      starts[i] = starts[j];
      starts[j] = start;
    }
  }

  private turnTowards(action: number): void {
    const { heading } = this;
    const x = MOMENTUM * heading[0] + EAST[action];
    const y = MOMENTUM * heading[1] + NORTH[action];
    const length = Math.sqrt(x * x + y * y);
    heading[0] = x / length;
    heading[1] = y / length;
  }

  /** Whether the point of the move nearest to the middle of the platform lies on the platform. */
  private meetsPlatform(from: Float64Array): boolean {
    const { heading, platform } = this;
    const x = platform[0] - from[0];
    const y = platform[1] - from[1];
    const along = Math.min(Math.max(x * heading[0] + y * heading[1], 0), MOVE);
    const offX = x - along * heading[0];
    const offY = y - along * heading[1];
    return offX * offX + offY * offY <= PLATFORM_RADIUS * PLATFORM_RADIUS;
  }

  private bounce(at: Float64Array): void {
    const { heading } = this;
    const distance = Math.sqrt(at[0] * at[0] + at[1] * at[1]);
    if (distance <= POOL_RADIUS) return;
    const x = at[0] / distance;
    const y = at[1] / distance;
    const outward = heading[0] * x + heading[1] * y;
    heading[0] -= 2 * outward * x;
    heading[1] -= 2 * outward * y;
    at[0] = (2 * POOL_RADIUS - distance) * x;
    at[1] = (2 * POOL_RADIUS - distance) * y;
  }
}
