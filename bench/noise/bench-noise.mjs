// How well memloop tells the parts of noise apart: synthetic devices of known truth, their estimates, intervals and advice.
//   npm run bench:noise                        all kinds, 40 devices each
//   npm run bench:noise -- --kinds white,all   some kinds
//   npm run bench:noise -- --devices 200       more devices of each
//   npm run bench:noise -- --workers 1         fewer threads (default: all cores)
//   npm run bench:noise -- --json              the numbers, as one line of JSON
//   npm run bench:noise -- --write             also the table of docs/noise-truth.md
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Piscina } from 'piscina';
import { refuse, wholeNumber, writeTable } from '../page-table.mjs';
import { judge } from './judge.mjs';
import { kinds } from './kinds.mjs';
import { markdownTable, textTable } from './truth-table.mjs';

const PAGE = new URL('../../docs/noise-truth.md', import.meta.url);
const MARKS = ['<!-- table: npm run bench:noise -- --write -->\n', '<!-- end of table -->'];

const NAMES = kinds.map(({ name }) => name).join(', ');

const { values: given } = parseArgs({
  options: {
    devices: { type: 'string', default: '40' },
    kinds: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const chosen = given.kinds === undefined ? kinds : given.kinds.split(',').map(kindOf);
const devices = wholeNumber('devices', given.devices);
const results = await assessed(chosen, devices, wholeNumber('workers', given.workers));
const judged = chosen.map((kind) => ({
  name: kind.name,
  meaning: kind.meaning,
  ...judge(kind, results.get(kind.name)),
}));
process.stdout.write(given.json ? `${JSON.stringify(judged)}\n` : textTable(judged));
if (given.write) await writeTable(PAGE, MARKS, markdownTable(judged));

/** The results of every kind by its name, in the order of their seeds. */
async function assessed(chosen, devices, maxThreads) {
  const pool = new Piscina({ filename: new URL('worker.mjs', import.meta.url).href, maxThreads });
  const seeds = Array.from({ length: devices }, (_, seed) => seed);
  const results = await Promise.all(
    chosen.map(({ name }) => Promise.all(seeds.map((seed) => pool.run({ kind: name, seed })))),
  );
  await pool.close();
  return new Map(chosen.map(({ name }, k) => [name, results[k]]));
}

function kindOf(name) {
  return kinds.find((kind) => kind.name === name) ?? refuse(`--kinds: got ${name}: expected ${NAMES}`);
}
