import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { RandomStream, Streams } from '../src/core/random-stream.js';
import type { Environment, Step } from './environment.js';
import { PlaceCells } from './place-cells.js';
import { FIXED_PLACE, MatchingToPlace, referenceMemory, type PlatformProtocol } from './platform-protocol.js';
import type { Scene } from './scene.js';
import type { TaskKind } from './task-kind.js';
import { watched, type Watch } from './watched.js';

/** Decimetres: at that scale the place cells' one-dimensional norm gives values that suit weights between 0 and 1. */
const POOL_RADIUS = 10;
const PLATFORM_RADIUS = 0.5;
/** what is swum in 0.1 s at 0.3 m/s */
const MOVE = 0.3;
/** parts of the heading so far that are mixed with one part of the chosen direction */
const MOMENTUM = 3;
/** The platform stays where it is for so many episodes. */
const TRIALS_A_DAY = 4;
/** distance of a start from the middle */
const START = 9.5;

/** The eight directions: N, NE, E, SE, S, SW, W, NW. */
const EAST = Float64Array.from({ length: 8 }, (_, k) => Math.sin((k * Math.PI) / 4));
const NORTH = Float64Array.from({ length: 8 }, (_, k) => Math.cos((k * Math.PI) / 4));

/**
 * The water maze of Foster, Morris and Dayan (Hippocampus 10:1–16, 2000): a circular pool with a hidden platform.
 * The pool (2 m across), the platform (radius 5 cm), 0.3 m/s in steps of 0.1 s, eight directions of which the chosen
 * one is mixed with the heading at 1:3, the bounce off the wall, starts by the wall at N, E, S and W, and four trials a
 * day are as reimplementations of the article state them; beyond its abstract the article was not at hand.
 * Ours are the unit (decimetres), a square grid of place cells instead of 493 in the disc, mixing as a sum of vectors
 * and a first move without momentum, the bounce as a mirror image (what lies beyond the wall is folded back along the
 * radius), starts 5 cm from the wall and each once a day in random order, and that a path which only grazes the
 * platform finds it.
 * Their second component, coordinates learned for one-trial learning, is left out: an actor–critic alone is expected
 * to be poor at matching to place, which is the article's point.
 *
 * Observation: the position (x, y). Reward: 1 with the move that meets the platform, else 0.
 */
export class CircularPool implements Environment {
  readonly actions = 8;
  /** today's place (x, y) of the platform's middle, which is not seen */
  readonly platform = new Float64Array(2);
  private readonly seen = new ObservationPair(2);
  private readonly outcome: Step = { reward: 0, terminated: false, truncated: false, forced: false };
  /** unit vector, or zero before the first move */
  private readonly heading = new Float64Array(2);
  /** today's starts, as directions from the middle */
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

  /** Whether the move's nearest point to the platform's middle lies on the platform. */
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

/** Fields as wide as those of Foster, Morris and Dayan (2000), decimetres; fewer, so that an update is worth a pulse. */
const grid = { side: 14, extent: POOL_RADIUS, width: 1.6 };
const arena = { x: 0, y: 0, radius: POOL_RADIUS };

/** A pool in which a run lasts so many episodes. */
function pool(
  episodes: number,
  meaning: string,
  scene: Scene,
  protocol: (random: Streams) => PlatformProtocol,
  last: (random: Streams, episodes: number) => PlatformProtocol,
): TaskKind<never> {
  const seen = (starts: RandomStream, platforms: PlatformProtocol, watch?: Watch) =>
    new PlaceCells(watched(new CircularPool(starts, platforms), watch), grid);
  return {
    meaning,
    settings: {},
    defaults: {
      seeds: 20,
      episodes,
      stepLimit: 1200,
      learningRate: 1,
      discount: 0.9975,
      temperature: 0.1,
      threshold: 0.0025,
      conditions: [
        { name: 'self-correcting', bank: 'mean' },
        { name: 'ideal', bank: 'ideal', learningRate: 0.7, threshold: 0 },
      ],
    },
    comparison: {
      bank: 'mean',
      full: { seeds: 20 },
      quick: { seeds: 4, episodes: 30 },
      schemeSettings: { 'dead-zone': { deadZone: 0.005 } },
    },
    make: () => ({
      cells: grid.side ** 2,
      actions: 8,
      grid,
      scene,
      environment: (random, watch) => seen(random('starts'), protocol(random), watch),
      evaluation: (random, learned) => seen(random('evaluation'), last(random, learned)),
    }),
  };
}

export const poolReferenceMemory = pool(
  120,
  'a circular pool whose platform stays where it is (Foster, Morris and Dayan 2000)',
  {
    name: 'circular pool',
    arena,
    walls: [],
    goal: { x: FIXED_PLACE, y: FIXED_PLACE, radius: PLATFORM_RADIUS },
    legend: 'Lengths in decimetres; large circle: the wall of the pool; small circle: the platform.',
  },
  () => referenceMemory,
  () => referenceMemory,
);

export const poolMatchingToPlace = pool(
  60,
  'the same pool with a new place for the platform every day',
  {
    name: 'circular pool',
    arena,
    walls: [],
    legend: 'Lengths in decimetres; circle: the wall of the pool. The platform moves every day.',
  },
  matchingToPlace,
  lastPlace,
);

function matchingToPlace(random: Streams): PlatformProtocol {
  return new MatchingToPlace(random('platforms'));
}

/** The platform of a run's last day, for good. */
function lastPlace(random: Streams, episodes: number): PlatformProtocol {
  const protocol = matchingToPlace(random);
  const last = new Float64Array(2);
  for (let day = 0; day * TRIALS_A_DAY < episodes; day++) protocol.place(last);
  return { place: (platform) => platform.set(last) };
}
