import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CircularPool } from '../../envs/circular-pool.js';
import { PlaceCells } from '../../envs/place-cells.js';
import { MatchingToPlace, referenceMemory } from '../../envs/platform-protocol.js';
import { TimeLimit } from '../../envs/time-limit.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { environmentContract } from '../contracts/environment.js';

const fields = { side: 14, extent: 10, width: 1.6 };
const [NORTH, EAST, SOUTH] = [0, 2, 4];

const stays = (seed = 'a') => new CircularPool(new RandomStream(`starts ${seed}`), referenceMemory);
const moves = (seed = 'a') =>
  new CircularPool(
    new RandomStream(`starts ${seed}`),
    new MatchingToPlace(new RandomStream(`platforms ${seed}`)),
  );

environmentContract('circular pool, reference memory', stays);
environmentContract('circular pool, matching to place', moves);
environmentContract(
  'circular pool, place cells, limited',
  () => new TimeLimit(new PlaceCells(moves(), fields), 200),
);

/** A pool with its platform far from where the test swims, at a place of the test's choice. */
function from(x: number, y: number, platform: [number, number] = [-7, 0]): CircularPool {
  const pool = stays();
  pool.reset();
  pool.platform.set(platform);
  pool.observation.value.set([x, y]);
  return pool;
}

const at = ({ observation }: CircularPool): [number, number] => [observation.value[0], observation.value[1]];
const distance = ([x, y]: Iterable<number>, [toX, toY]: Iterable<number>) => Math.hypot(x - toX, y - toY);

/** Where the platform lay in so many trials, and where each began. */
function trials(pool: CircularPool, count: number) {
  return Array.from({ length: count }, () => {
    pool.reset();
    return { platform: Array.from(pool.platform), start: at(pool) };
  });
}

describe('the circular pool', () => {
  const walk = fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 60 })), {
    maxLength: 20,
  });

  it('is never left, and no step is longer than 3 cm', () => {
    fc.assert(
      fc.property(walk, fc.string(), (legs, seed) => {
        const pool = moves(seed);
        pool.reset();
        for (const action of legs.flatMap(([action, times]) => new Array<number>(times).fill(action))) {
          const before = at(pool);
          const { terminated } = pool.step(action);
          expect(distance(at(pool), [0, 0])).toBeLessThanOrEqual(10);
          expect(distance(before, at(pool))).toBeLessThanOrEqual(0.3 + 1e-12);
          if (terminated) pool.reset();
        }
      }),
    );
  });

  it('ends with the first move whose path touches the platform, and pays one for it', () => {
    const near = fc.double({ min: -0.9, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(near, near, fc.integer({ min: 0, max: 7 }), (dx, dy, action) => {
        const pool = from(dx, dy, [0, 0]);
        const { terminated, reward } = pool.step(action);
        const [x, y] = at(pool);
        const path = Array.from({ length: 1001 }, (_, i) => i / 1000);
        const nearest = Math.min(
          ...path.map((share) => Math.hypot(dx + share * (x - dx), dy + share * (y - dy))),
        );
        fc.pre(Math.abs(nearest - 0.5) > 1e-6);
        expect(terminated).toBe(nearest < 0.5);
        expect(reward).toBe(terminated ? 1 : 0);
      }),
    );
  });

  it('mixes one part of the chosen direction with three of the heading, from the second move of a trial on', () => {
    const pool = from(0, 0);
    pool.step(NORTH);
    expect(at(pool)[1]).toBeCloseTo(0.3, 12);
    pool.step(EAST);
    expect(at(pool)[0]).toBeCloseTo(0.3 / Math.sqrt(10), 12);
    expect(at(pool)[1]).toBeCloseTo(0.3 + 0.9 / Math.sqrt(10), 12);
    pool.reset();
    pool.observation.value.set([0, 0]);
    pool.step(SOUTH);
    expect(at(pool)[0]).toBeCloseTo(0, 12);
    expect(at(pool)[1]).toBeCloseTo(-0.3, 12);
  });

  it('sends back whoever swims into the wall', () => {
    const pool = from(0, 9.9);
    pool.step(NORTH);
    expect(at(pool)[1]).toBeCloseTo(9.8, 12);
    pool.step(NORTH);
    expect(at(pool)[1]).toBeCloseTo(9.5, 12);
  });

  it('is entered 5 cm from the wall, each day once from N, E, S and W', () => {
    const starts = trials(stays(), 400).map(({ start }) => start);
    const all = [
      [0, 9.5],
      [9.5, 0],
      [0, -9.5],
      [-9.5, 0],
    ];
    const orders = new Set<string>();
    for (let day = 0; day < 100; day++) {
      const order = starts
        .slice(4 * day, 4 * day + 4)
        .map((start) => all.findIndex((place) => distance(place, start) < 1e-9));
      expect([...order].sort()).toEqual([0, 1, 2, 3]);
      orders.add(order.join());
    }
    expect(orders.size).toBe(24);
  });
});

describe('the platform', () => {
  it('stays half-way to the wall in the north-east for reference memory, whatever the seed', () => {
    for (const seed of ['a', 'b']) {
      for (const { platform } of trials(stays(seed), 40)) {
        expect(platform[0]).toBe(platform[1]);
        expect(distance(platform, [0, 0])).toBeCloseTo(5, 12);
      }
    }
  });

  it('moves after every fourth trial for matching to place, in its own way for every seed', () => {
    const days = (seed: string) => trials(moves(seed), 80).map(({ platform }) => platform.join());
    const places = days('a');
    places.forEach((place, trial) => expect(place).toBe(places[trial - (trial % 4)]));
    expect(new Set(places).size).toBe(20);
    expect(days('a')).toEqual(places);
    expect(new Set([...places, ...days('b')]).size).toBe(40);
  });

  it('is anywhere within 80 cm of the middle alike', () => {
    const platform = new Float64Array(2);
    const protocol = new MatchingToPlace(new RandomStream('platforms'));
    let inner = 0;
    for (let day = 0; day < 4000; day++) {
      protocol.place(platform);
      expect(distance(platform, [0, 0])).toBeLessThanOrEqual(8);
      if (distance(platform, [0, 0]) < 4) inner++;
    }
    // A quarter of the disc: four standard errors of 4000 draws are 110.
    expect(Math.abs(inner - 1000)).toBeLessThan(110);
  });

  it('leaves the starts of a seed as they are', () => {
    const starts = (pool: CircularPool) => trials(pool, 40).map(({ start }) => start);
    expect(starts(moves())).toEqual(starts(stays()));
  });
});
