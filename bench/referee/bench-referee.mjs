// How often the 95 % intervals of comparisons hold the truth, and how often they find a difference between equal schemes.
//   npm run bench:referee                          all cases, 400 repetitions, 20, 60 and 200 seeds: some minutes
//   npm run bench:referee -- --repetitions 100     fewer of them
//   npm run bench:referee -- --seeds 20,60         other numbers of seeds
//   npm run bench:referee -- --workers 1           fewer threads (default: all cores)
//   npm run bench:referee -- --json                the counts, as one line of JSON
//   npm run bench:referee -- --write               also the table of docs/statistics.md
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serialize } from 'node:v8';
import { Piscina } from 'piscina';
import { wholeNumber, writeTable } from '../page-table.mjs';
import { casesOf } from './cases.mjs';
import { markdownTable, textTable } from './coverage-table.mjs';
import { library } from './library.mjs';
import { populationNames, populationOf } from './populations.mjs';

const PAGE = new URL('../../docs/statistics.md', import.meta.url);
const MARKS = ['<!-- table: npm run bench:referee -- --write -->\n', '<!-- end of table -->'];

const { values: given } = parseArgs({
  options: {
    repetitions: { type: 'string', default: '400' },
    seeds: { type: 'string', default: '20,60,200' },
    workers: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const sizes = given.seeds.split(',').map((text) => wholeNumber('seeds', text));
const repetitions = wholeNumber('repetitions', given.repetitions);
const workers = wholeNumber('workers', given.workers);

const directory = mkdtempSync(join(tmpdir(), 'memloop-referee-'));
try {
  for (const name of populationNames) {
    process.stderr.write(`runs: ${name}\n`);
    writeFileSync(join(directory, name), serialize(await populationOf(name, workers)));
  }
  const results = await counted();
  process.stdout.write(given.json ? `${JSON.stringify(results)}\n` : textTable(results));
  if (given.write) await writeTable(PAGE, MARKS, markdownTable(results));
} finally {
  rmSync(directory, { recursive: true });
}

/** The counts of each case with each number of seeds. */
async function counted() {
  const pool = new Piscina({ filename: new URL('worker.mjs', import.meta.url).href, maxThreads: workers });
  const tasks = Object.entries(casesOf(library)).flatMap(([name, { group }]) =>
    sizes.map((size) => ({ name, group, size })),
  );
  const results = await Promise.all(
    tasks.map(async (task) => {
      const counts = await pool.run({ ...task, directory, repetitions });
      process.stderr.write(`${task.group}: ${task.name}, ${task.size} seeds\n`);
      return { ...task, ...counts };
    }),
  );
  await pool.close();
  return results;
}
