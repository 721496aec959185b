import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { givenTo } from '../../drivers/sessions/given-pulses.js';
import { soakRun } from './soak-run.js';

const HOUR_MS = 3_600_000;
const FAULTS = {
  drop: 0.003,
  corrupt: 0.003,
  duplicate: 0.003,
  truncate: 0.003,
  delay: 0.003,
  reorder: 0.003,
  unplug: 0.0003,
};
/** How much the heap may grow from the first to the eighth hour, megabytes: the test itself keeps the outcomes of 60,000 trains. */
const GROWTH_MB = 25;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapMegabytes(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

type Soaked = Awaited<ReturnType<typeof soakRun>>;

/** The pulses of each cell by the journal beside those that it got. */
function tallies({ given, cells, side }: Soaked) {
  return Array.from({ length: side * side }, (_, cell) => {
    const told = givenTo({ row: Math.floor(cell / side), column: cell % side }, given);
    return { told, got: { set: cells.positive[cell], reset: cells.negative[cell] } };
  });
}

it('eight hours of learning through a cable with faults: the journal is what the cells got, or says what is uncertain', async () => {
  const heaps: number[] = [];
  const began = performance.now();
  const soaked = await soakRun({
    milliseconds: 8 * HOUR_MS,
    faults: FAULTS,
    troubles: ['unplug', 'host sleeps', 'board sleeps', 'reset'],
    onHour: () => void heaps.push(heapMegabytes()),
  });
  const { results, given, counts, journalBytes, hours } = soaked;
  const sums = { set: 0, reset: 0, uncertain: 0 };
  for (const { told, got } of tallies(soaked)) {
    const extra = got.set + got.reset - told.set - told.reset;
    expect([got.set >= told.set, got.reset >= told.reset, extra <= told.uncertain]).toEqual([true, true, true]);
    if (told.uncertain === 0) expect(got).toEqual({ set: told.set, reset: told.reset });
    for (const kind of ['set', 'reset', 'uncertain'] as const) sums[kind] += told[kind];
  }
  const report = { hours, seconds: (performance.now() - began) / 1e3, seeds: results.length, trains: given.length, ...sums, counts, journalMBPerHour: journalBytes / 2 ** 20 / hours, heaps };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  expect(hours).toBeGreaterThanOrEqual(8);
  expect(sums.set + sums.reset).toBeGreaterThan(1000);
  for (const trouble of [...Object.keys(FAULTS), 'host sleeps', 'board sleeps', 'reset'])
    expect([trouble, (counts[trouble] ?? 0) > 20]).toEqual([trouble, true]);
  // 9 MB in an hour of about 8700 trains.
  expect(journalBytes / hours).toBeLessThan(12 * 2 ** 20);
  expect(heaps[7] - heaps[0]).toBeLessThan(GROWTH_MB);
}, 300_000); // prettier-ignore

it('without resets no train is uncertain, and the weights are those of an unbroken run, to the bit', async () => {
  const milliseconds = HOUR_MS / 2;
  const broken = await soakRun({ milliseconds, faults: FAULTS, troubles: ['unplug', 'host sleeps', 'board sleeps'] });
  const unbroken = await soakRun({ milliseconds, faults: {}, troubles: [] });
  for (const { told, got } of tallies(broken)) {
    expect(told.uncertain).toBe(0);
    expect(got).toEqual({ set: told.set, reset: told.reset });
  }
  const seeds = Math.min(broken.results.length, unbroken.results.length);
  expect(seeds).toBeGreaterThan(3);
  for (let k = 0; k < seeds; k++) {
    expect(broken.results[k].steps).toEqual(unbroken.results[k].steps);
    expect(broken.results[k].weights).toEqual(unbroken.results[k].weights);
  }
}, 300_000); // prettier-ignore
