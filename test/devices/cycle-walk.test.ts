import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PublishedWalk, ReflectingWalk, type CycleWalk } from '../../devices/vcm/cycle-walk.js';
import { RandomStream } from '../../src/core/random-stream.js';

const CYCLES = 10;

/** Flips the sign of every update, so that every second one moves to another cycle. */
function path(walk: CycleWalk, updates: number): number[] {
  return Array.from({ length: updates }, (_, i) => walk.next(0, i % 2 ? -1 : 1, i % 2 ? -5 : 5));
}

function startingAt(Walk: typeof PublishedWalk, start: number): CycleWalk {
  for (let key = 0; ; key++) {
    if (new Walk(1, CYCLES, new RandomStream(`${key}`)).next(0, 1, 1) === start)
      return new Walk(1, CYCLES, new RandomStream(`${key}`));
  }
}

describe('the published walk', () => {
  it('moves up at every second flip, turns at the last cycle and at the first', () => {
    expect(path(startingAt(PublishedWalk, 7), 24)).toEqual([
      7, 7, 8, 8, 9, 9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0,
    ]);
    const later = path(startingAt(PublishedWalk, 7), 28);
    expect(later.slice(22)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('sends a device that was drawn at 0 to the last cycle and back, for ever', () => {
    expect(path(startingAt(PublishedWalk, 0), 12)).toEqual([0, 0, 9, 9, 0, 0, 9, 9, 0, 0, 9, 9]);
  });

  it('never starts in the last cycle', () => {
    const starts = new Set(
      Array.from({ length: 500 }, (_, key) =>
        new PublishedWalk(1, CYCLES, new RandomStream(`${key}`)).next(0, 1, 1),
      ),
    );
    expect([...starts].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('counts a flip against the wish of the update before, and none for zero pulses', () => {
    const walk = startingAt(PublishedWalk, 3);
    walk.next(0, 1, 5);
    walk.next(0, -1, 0);
    expect(walk.next(0, 1, 5)).toBe(3);
    expect(walk.next(0, -1, -5)).toBe(4);
  });
});

describe('the reflecting walk', () => {
  it('goes to neighbouring cycles only and reaches all', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const cycles = path(new ReflectingWalk(1, CYCLES, new RandomStream(key)), 80);
        for (let i = 1; i < cycles.length; i++)
          expect(Math.abs(cycles[i] - cycles[i - 1])).toBeLessThanOrEqual(1);
        expect(new Set(cycles).size).toBe(CYCLES);
      }),
    );
  });

  it('stays where there is one cycle only', () => {
    expect(new Set(path(new ReflectingWalk(1, 1, new RandomStream('x')), 9))).toEqual(new Set([0]));
    expect(new Set(path(new PublishedWalk(1, 1, new RandomStream('x')), 9))).toEqual(new Set([0]));
  });
});
