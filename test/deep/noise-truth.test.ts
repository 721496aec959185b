import { describe, expect, it } from 'vitest';
import { assess } from '../../bench/noise/assess.mjs';
import { judge, type JudgedPart } from '../../bench/noise/judge.mjs';
import { kinds } from '../../bench/noise/kinds.mjs';

const DEVICES = 12;
/** All 95 % intervals of the kinds below. */
const intervals: { held: number; all: number } = { held: 0, all: 0 };

/** What `npm run bench:noise` prints for one kind, of fewer devices. */
function judged(name: string) {
  const kind = kinds.find((each) => each.name === name)!;
  return judge(
    kind,
    Array.from({ length: DEVICES }, (_, seed) => assess(kind.make(seed))),
  );
}

function count({ coverage, withInterval }: JudgedPart): void {
  const given = withInterval * DEVICES;
  intervals.all += given;
  intervals.held += (coverage ?? 0) * given;
}

describe('noise of known truth', () => {
  // With advice that is right for 95 % of devices, fewer than 9 of 12 are right in 0.2 % of samples.
  it.each([
    'white',
    'fourier',
    'accumulating',
    'telegraph-50',
    'telegraph-200',
    'white-accumulating',
    'pink-telegraph',
    'abrupt-set',
  ])(
    '%s: the parts that are there are advised, and their sizes are right',
    (name) => {
      const { rows, right, refused } = judged(name);
      expect(refused).toBe(0);
      expect(right).toBeGreaterThanOrEqual(9 / DEVICES);
      for (const row of rows.filter(({ truth, coverage }) => truth > 0 && coverage !== undefined)) {
        // A mean of 12 estimates is within four of its standard errors, but for a bias of 5 %.
        const noise = (4 * row.deviation) / Math.sqrt(DEVICES);
        expect(Math.abs(row.bias), row.part).toBeLessThan(0.05 * row.truth + noise);
        if (!row.part.endsWith('Dwell')) expect(row.deviation, row.part).toBeLessThan(0.2 * row.truth);
        expect(row.withInterval, row.part).toBeGreaterThanOrEqual(10 / DEVICES);
        count(row);
      }
    },
    300_000,
  );

  it('95 % intervals of all of them hold the truth', () => {
    expect(intervals.all).toBeGreaterThan(100);
    expect(intervals.held / intervals.all).toBeGreaterThan(0.82);
  });
});
