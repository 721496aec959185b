// How often intervals hold the truth that decide when an adaptive sweep stops (until: { interval }).
//   npm run bench:adaptive                          1000 repetitions: some minutes
//   npm run bench:adaptive -- --repetitions 200     fewer of them
//   npm run bench:adaptive -- --write               also the table of docs/statistics.md
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { wholeNumber, writeTable } from '../page-table.mjs';
import { populationOf } from './populations.mjs';

const PAGE = new URL('../../docs/statistics.md', import.meta.url);
const MARKS = ['<!-- table: npm run bench:adaptive -- --write -->\n', '<!-- end of stopping -->'];
const RULES = [[0.1, 200], [0.05, 200], [0.05, 1000], [0.02, 1000]]; // prettier-ignore

const load = (file) => import(new URL(`../../dist/src/${file}.js`, import.meta.url).href);
const { AdaptiveStudy } = await load('analysis/adaptive/adaptive-study');
const { RandomStream } = await load('core/random-stream');

const { values: given } = parseArgs({
  options: {
    repetitions: { type: 'string', default: '1000' },
    write: { type: 'boolean', default: false },
  },
});
const repetitions = wholeNumber('repetitions', given.repetitions);

const rows = [];
for (const noise of ['write', 'read', 'pulse']) {
  const { final } = await populationOf(noise, availableParallelism());
  for (const [interval, seeds] of RULES)
    rows.push([noise, `${seeds} seeds`, `±${100 * interval} %`, ...counted(final, interval, seeds)]);
}
const head = ['noise', 'at most', 'interval', 'mean seeds', 'coverage'];
const lines = [head, head.map((_, i) => (i < 2 ? '---' : '---:')), ...rows];
const table = lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
process.stdout.write(table);
if (given.write) await writeTable(PAGE, MARKS, table);

/** Mean seeds until it stopped, and the coverage with the shares of intervals below and above the truth. */
function counted(final, interval, seeds) {
  const truth = final.reduce((sum, value) => sum + value, 0) / final.length;
  const random = new RandomStream(`stopping ${interval} ${seeds}`);
  const rules = { until: { interval }, seeds, combinations: repetitions, moreIsBetter: false };
  const study = new AdaptiveStudy(rules);
  for (let round = study.next; round; round = study.next) {
    const { alive, from, to } = round;
    study.add(alive.map(() => Array.from({ length: to - from }, () => final[random.below(final.length)])));
  }
  const intervals = study.scores.map((_, i) => study.estimate(i).interval);
  const share = (wanted) => ((100 * intervals.filter(wanted).length) / repetitions).toFixed(1);
  const below = share(([, high]) => high < truth);
  const above = share(([low]) => low > truth);
  const used = study.scores.reduce((sum, { length }) => sum + length, 0) / repetitions;
  return [used.toFixed(0), `${(100 - below - above).toFixed(1)} % (${below}, ${above})`];
}
