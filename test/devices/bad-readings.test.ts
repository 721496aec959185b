import { describe, expect, it } from 'vitest';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { withoutBadReadings } from '../../devices/fitting/bad-readings.js';
import type { Characterisation } from '../../devices/fitting/characterisation.js';
import { measuredKind } from './known-kinds.js';

/** A copy of a measurement with other values at some readings, in windows. */
function spoiltBy(
  measured: Characterisation,
  changes: readonly [string, number, number, number][],
): Characterisation {
  const copy = {
    ...measured,
    set: measured.set.map((branch) => branch.slice()),
    reset: measured.reset.map((branch) => branch.slice()),
  };
  for (const [polarity, cycle, reading, windows] of changes)
    copy[polarity as 'set' | 'reset'][cycle][reading] += windows * 2e-5;
  return copy;
}

const clean = measuredKind('white');

describe('a bad reading', () => {
  it.each<[string, [string, number, number, number]]>([
    ['within SET', ['set', 3, 77, 4.5]],
    ['within RESET, too low', ['reset', 8, 12, -1]],
    ['small, but far beyond the noise', ['set', 0, 150, 0.6]],
    ['at the start of SET', ['set', 5, 0, 2]],
    ['at the end of RESET', ['reset', 2, 200, -2]],
    ['beside an end', ['set', 1, 199, 3]],
  ])('is named and left out, and nothing else changes: %s', (_, change) => {
    const [polarity, cycle, reading] = change as ['set' | 'reset', number, number, number];
    const spoilt = spoiltBy(clean, [change]);
    const { measured, bad } = withoutBadReadings(spoilt);
    expect(bad.length).toBe(1);
    expect(bad[0]).toMatchObject({
      polarity,
      cycle,
      pulse: reading,
      siemens: spoilt[polarity][cycle][reading],
    });
    expect(Math.abs(bad[0].around - clean[polarity][cycle][reading])).toBeLessThan(0.15 * 2e-5);
    expect(measured.dropped).toEqual([{ polarity, cycle, pulse: reading }]);
    for (const each of ['set', 'reset'] as const)
      for (const [c, branch] of clean[each].entries())
        for (const [r, siemens] of branch.entries()) {
          const filled = measured[each][c][r];
          if (each === polarity && c === cycle && r === reading)
            expect(Math.abs(filled - siemens)).toBeLessThan(0.15 * 2e-5);
          else expect(filled).toBe(siemens);
        }
  });

  it('hardly changes the noise', () => {
    const { split } = diagnoseNoise(clean);
    const spoilt = spoiltBy(clean, [['set', 3, 77, 4.5]]);
    const { split: left } = diagnoseNoise(withoutBadReadings(spoilt).measured);
    expect(Math.abs(left.white.value / split.white.value - 1)).toBeLessThan(0.005);
    expect(diagnoseNoise(spoilt).split.readLike.value).toBeGreaterThan(4 * split.readLike.value);
  });

  it('has the name that the file gives it, with its line', () => {
    const place = (polarity: string, cycle: number, reading: number) => ({
      cycle: cycle + 1,
      pulse: 200 - reading,
      line: 2 + reading + (polarity === 'set' ? 0 : 1000),
    });
    const spoilt = { ...spoiltBy(clean, [['reset', 4, 30, -3]]), place };
    const [bad] = withoutBadReadings(spoilt).bad;
    expect(bad).toMatchObject({ polarity: 'reset', cycle: 5, pulse: 170, line: 1032 });
  });
});

describe('readings that are not bad', () => {
  it.each([
    'white',
    'pink',
    'accumulating',
    'sigmoid',
    'abrupt-set',
    'telegraph-50',
    'noise-free',
    'one-cycle',
  ])('are all kept: %s', (name) => {
    const measured = measuredKind(name);
    const { measured: kept, bad } = withoutBadReadings(measured);
    expect(bad).toEqual([]);
    expect(kept).toBe(measured);
  });

  it('are those of noise with many outliers: none of them is a mistake', () => {
    const many = Array.from({ length: 12 }, (_, k): [string, number, number, number] => [
      'set',
      k % 10,
      20 + 13 * k,
      1.5,
    ]);
    expect(withoutBadReadings(spoiltBy(clean, many)).bad).toEqual([]);
    // Up to four of 2000 are rare.
    expect(withoutBadReadings(spoiltBy(clean, many.slice(0, 3))).bad.length).toBe(3);
  });

  it('are steps that stay, and ends of a measurement with too few cycles to compare', () => {
    const step = spoiltBy(
      clean,
      Array.from({ length: 60 }, (_, k): [string, number, number, number] => ['set', 2, 100 + k, 1]),
    );
    expect(withoutBadReadings(step).bad).toEqual([]);
    const two = { ...clean, set: clean.set.slice(0, 2), reset: [] };
    expect(withoutBadReadings(spoiltBy(two, [['set', 0, 0, 2]])).bad).toEqual([]);
    expect(withoutBadReadings(spoiltBy(two, [['set', 0, 9, 2]])).bad.length).toBe(1);
  });
});
