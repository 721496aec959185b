// A task of the bench: some repetitions of a case with a number of seeds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { Random } from '../noise/random.mjs';
import { casesOf } from './cases.mjs';
import { library } from './library.mjs';

const cases = casesOf(library);
const known = new Map();

function population(directory, name) {
  if (!known.has(name)) known.set(name, deserialize(readFileSync(join(directory, name))));
  return known.get(name);
}

/** Counts of the repetitions in which the interval lies below the truth, holds it, or lies above it. */
export default function repeat({ directory, name, size, repetitions }) {
  const { populations, truth, repetition } = cases[name];
  const drawnFrom = populations.map((one) => population(directory, one));
  // Of two populations that are compared seed by seed, the seeds of the smaller one count.
  const common = Math.min(...drawnFrom.map(({ seeds }) => seeds));
  const same = drawnFrom.map((one) => (one.seeds === common ? one : firstSeeds(one, common)));
  const expected = truth(same);
  const random = new Random(`${name}, ${size} seeds`);
  const counts = { below: 0, holds: 0, above: 0, none: 0 };
  for (let i = 0; i < repetitions; i++) {
    const where = repetition(same, expected, size, random);
    counts[where === undefined ? 'none' : where < 0 ? 'below' : where > 0 ? 'above' : 'holds']++;
  }
  return { ...counts, truth: expected };
}

function firstSeeds({ steps, pulses, final, seeds, episodes, recorded }, count) {
  const paid = new Float64Array(recorded.length * count);
  for (let k = 0; k < recorded.length; k++)
    paid.set(pulses.subarray(k * seeds, k * seeds + count), k * count);
  return {
    seeds: count,
    episodes,
    recorded,
    steps: steps.subarray(0, count * episodes),
    pulses: paid,
    final: final.subarray(0, count),
  };
}
