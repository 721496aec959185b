import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../../src/experiment/experiment.js';
import { refuseShard, runsOf, shardIn } from '../../../src/runs/shards/shard.js';

describe('the runs of a shard', () => {
  it('follow those of the shard before, and all shards have all runs, each once, in parts of equal size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (seeds, conditions, share) => {
        const experiment = { seeds, conditions: new Array(conditions) } as Parameters<typeof runsOf>[0];
        const total = seeds * conditions;
        const of = 1 + Math.floor(share * (total - 1));
        let next = 0;
        for (let number = 1; number <= of; number++) {
          const { first, count } = runsOf(experiment, { number, of });
          expect(first).toBe(next);
          expect([Math.floor(total / of), Math.ceil(total / of)]).toContain(count);
          next = first + count;
        }
        expect(next).toBe(total);
      }),
    );
  });

  it('are named by number and total, and a wrong one is refused', () => {
    expect(shardIn('3/40')).toEqual({ number: 3, of: 40 });
    for (const text of ['0/4', '5/4', '4', '1/', '-1/3', '1.5/3', 'a/b', '1/4/2', ''])
      expect(() => shardIn(text), text).toThrow(`--shard: got "${text}": expected its number and how many there are, as in 3/40`);
  });

  it('are none of a physical board, and none more than there are runs', () => {
    const experiment = parseExperiment({ environment: 't-maze', seeds: 3, conditions: [{ bank: 'mean' }, { bank: 'cycles' }] });
    expect(() => refuseShard(experiment, { number: 1, of: 6 })).not.toThrow();
    expect(() => refuseShard(experiment, { number: 1, of: 7 })).toThrow('got 7 shards: expected at most 6');
    const board = { port: '/dev/ttyACM0' } as unknown as NonNullable<typeof experiment.board>;
    expect(() => refuseShard({ ...experiment, board }, { number: 1, of: 2 })).toThrow('--shard cannot be combined with a board');
  });
}); // prettier-ignore
