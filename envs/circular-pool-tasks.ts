import type { RandomStream, Streams } from '../src/core/random-stream.js';
import { CircularPool, PLATFORM_RADIUS, POOL_RADIUS, TRIALS_A_DAY } from './circular-pool.js';
import { PlaceCells } from './place-cells.js';
import { FIXED_PLACE, MatchingToPlace, referenceMemory, type PlatformProtocol } from './platform-protocol.js';
import type { Scene } from './scene.js';
import type { TaskKind } from './task-kind.js';
import { watched, type Watch } from './watched.js';

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

/** The pool with a platform that stays. */
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

/** The pool with a platform that moves every day. */
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
