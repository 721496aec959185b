// Truth against estimates over the devices of one kind.
import { PARTS } from './assess.mjs';

/**
 * Sizes from which advice must name a part, in units of the window: read-like noise, accumulating noise per pulse, height of telegraph
 * steps. Every part in the kinds is larger or absent.
 */
export const SIZES = { read: 0.002, pulse: 0.001, telegraph: 0.03 };

/** A row of the table for every part that the kind has, or that memloop could report wrongly; and how often the advice is right. */
export function judge({ truth }, results) {
  const answered = results.filter(({ refused }) => refused === undefined);
  const expected = namesOf(truth).join(' ');
  const right = answered.filter(({ named }) => named.toSorted().join(' ') === expected).length;
  return {
    rows: PARTS.flatMap((part) => rowOf(part, truthOf(truth, part), truth, answered)),
    expected: expected || 'none',
    right: right / results.length,
    wrong: wrongNames(answered, expected),
    refused: results.length - answered.length,
    seconds: sum(results.map(({ seconds }) => seconds)) / results.length,
  };
}

/** The parts that advice must name, by alphabet. */
function namesOf({ readLike, accumulating, telegraph }) {
  return [
    ...(accumulating >= SIZES.pulse ? ['pulse'] : []),
    ...(readLike >= SIZES.read ? ['read'] : []),
    ...(telegraph && telegraph.height >= SIZES.telegraph ? ['telegraph'] : []),
  ];
}

function truthOf(truth, part) {
  return part in truth ? truth[part] : truth.telegraph?.[part];
}

function rowOf(part, true_, truth, answered) {
  const estimates = answered.map(({ estimates }) => estimates[part]).filter(Boolean);
  if (true_ === undefined || (part === 'readLike' && !truth.fourier)) return [];
  const values = estimates.map(({ value }) => value);
  const intervals = estimates.map(({ interval }) => interval).filter(Boolean);
  const held = intervals.filter(([low, high]) => contains(low, high, true_)).length;
  const mean = sum(values) / values.length;
  return [
    {
      part,
      truth: true_,
      estimated: values.length / answered.length,
      mean,
      bias: mean - true_,
      deviation: Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1)),
      withInterval: intervals.length / answered.length,
      // The waves of 1/f noise have no exact size in memloop's model, so its interval cannot be right or wrong.
      ...(part === 'readLike' ? {} : { coverage: held / intervals.length }),
      width: median(intervals.map(([low, high]) => high - low)),
    },
  ];
}

/** Rounding leaves 1e-16 of a window where there is no noise at all. */
function contains(low, high, true_) {
  return low <= true_ + 1e-12 && high >= true_ - 1e-12;
}

/** What wrong advice names instead, and how often. */
function wrongNames(answered, expected) {
  const counts = {};
  for (const { named } of answered) {
    const names = named.toSorted().join(' ');
    if (names !== expected) counts[names || 'none'] = (counts[names || 'none'] ?? 0) + 1;
  }
  return counts;
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
