// How many networks of one hidden layer are identified from noise-free probes, by size, with direct training beside it.
//   npm run bench:identify                         150 networks of g: 2 to 32 inputs, 2 to 8 neurons, ten of each: some minutes
//   npm run bench:identify -- --activation tanh    another activation
//   npm run bench:identify -- --networks 3         fewer of each size
//   npm run bench:identify -- --probes 800         other numbers of probes (default: 1600)
//   npm run bench:identify -- --workers 1          fewer threads (default: all cores)
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Piscina } from 'piscina';
import { wholeNumber } from '../page-table.mjs';

const INPUTS = [2, 4, 8, 16, 32];
const HIDDEN = [2, 4, 8];

const { values: given } = parseArgs({
  options: {
    activation: { type: 'string', default: 'g' },
    networks: { type: 'string', default: '10' },
    probes: { type: 'string', default: '1600' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
});
const networks = wholeNumber('networks', given.networks);
const count = wholeNumber('probes', given.probes);
const { activation } = given;

const pool = new Piscina({
  filename: new URL('worker.mjs', import.meta.url).href,
  maxThreads: wholeNumber('workers', given.workers),
});
const sizes = INPUTS.flatMap((inputs) => HIDDEN.map((hidden) => ({ inputs, hidden })));
const rows = await Promise.all(
  sizes.map(async ({ inputs, hidden }) => {
    const seeds = Array.from({ length: networks }, (_, seed) => seed);
    const ends = await Promise.all(
      seeds.map((seed) => pool.run({ activation, inputs, hidden, seed, count })),
    );
    process.stderr.write(`${inputs}-${hidden}-1\n`);
    const of = (holds) => ends.filter(holds).length;
    return {
      size: `${inputs}-${hidden}-1`,
      exact: of(({ identified, exact }) => identified && exact),
      wrong: of(({ identified, exact }) => identified && !exact),
      direct: of(({ direct }) => direct),
      seconds: ends.reduce((sum, { seconds }) => sum + seconds, 0) / networks,
    };
  }),
);
await pool.close();

const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
const all = sizes.length * networks;
process.stdout.write(
  `${sum('exact')} of ${all} networks of ${activation} are identified exactly from ${String(count)} probes, ${sum('wrong')} wrongly; direct training at the true width finds ${sum('direct')}.\n`,
);
process.stdout.write('size      exact  wrong  direct  CPU s\n');
for (const { size, exact, wrong, direct, seconds } of rows)
  process.stdout.write(
    `${size.padEnd(8)}${[exact, wrong, direct, seconds.toPrecision(2)].map((cell) => String(cell).padStart(7)).join('')}\n`,
  );
