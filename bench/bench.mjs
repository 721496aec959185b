// What memloop costs on this machine: `npm run bench`, ratios first. Every line is measured in a process of its own, so
// that no measurement trains the compiler for the next; the same seeds every time; CPU time, the best
// of three or five, for neighbours on the machine only ever add to it.
// `npm run bench -- --keep` writes the table to bench/RESULTS.md with the commit.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cLimit } from './yardstick.mjs';

/** CPU seconds a T-maze seed of the published program, cycles condition; microseconds a water-maze step of it (doi:10.1038/s42256-025-01149-w). */
const PUBLISHED = { seedSeconds: 0.65, stepMicros: 158 };
/** Nanoseconds of a dense device update in C with AVX-512. */
const C_UPDATE = 5.2;

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const program = here('../dist/src/cli/main.js');
const node = (args, options) => execFileSync(process.execPath, args, { stdio: 'pipe', ...options });
const measure = (script, settings) => JSON.parse(node([here(script), JSON.stringify(settings)]));
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const best = (times, once) => Math.min(...Array.from({ length: times }, once));
const three = (once) => best(3, once);
const perStep = ({ seconds, steps }) => (1e9 * seconds) / steps;
const maze = (condition, size) => ({ environment: 'water-maze', condition, ...size });

const sections = {};
const section = (title, columns, rows) => {
  sections[title] = rows;
  const table = [columns, columns.map((_, i) => (i ? '---:' : '---')), ...rows];
  const lines = table.map((row) => `| ${row.join(' | ')} |`).join('\n');
  text += `\n## ${title}\n\n${lines}\n`;
  process.stdout.write(`\n${title}\n${lines}\n`);
};
let text = '';

const limit = cLimit();
const whole = { bank: 'mean' };
const big = { seeds: 6, episodes: 5000 };
const [step, bare, c] = [
  best(5, () => perStep(measure('task.mjs', maze(whole, big)))),
  best(5, () => perStep(measure('task.mjs', { ...maze(whole, big), bare: true }))),
  limit && best(5, limit),
];
section(
  'Water maze, 1089 weights, all noise, 5000 episodes a seed',
  ['measure', 'value'],
  [
    ['times the published program’s speed', ((1e3 * PUBLISHED.stepMicros) / step).toFixed(0)],
    ['times the time of C with SIMD', c ? (step / c).toFixed(2) : 'no yardstick here'],
    ['run with ledger and results against the bare loop', (step / bare).toFixed(2)],
    ['nanoseconds a step', step.toFixed(0)],
    ['the same in C', c ? c.toFixed(0) : '–'],
  ],
);

const seeds = 1000;
section(
  'T-maze, 1000 seeds × 200 episodes',
  ['condition', '× published', 'seeds/s', 'steps/s (k)', 'updates/s (k)'],
  [
    { bank: 'cycles' },
    { bank: 'ideal' },
    { bank: 'mean' },
    { bank: 'mean', pulses: 'inverse' },
    { bank: 'cycles', noise: 'none' },
    { bank: 'cycles', noise: 'read' },
    { bank: 'cycles', noise: 'pulse' },
    { bank: 'cycles', scheme: 'open-loop' },
  ].map((condition) => {
    const runs = [1, 2, 3].map(() => measure('task.mjs', { environment: 't-maze', seeds, condition }));
    const { seconds, steps, updates } = runs.toSorted((a, b) => a.seconds - b.seconds)[0];
    return [
      Object.values(condition).join(', '),
      ((PUBLISHED.seedSeconds * seeds) / seconds).toFixed(0),
      (seeds / seconds).toFixed(0),
      (steps / seconds / 1e3).toFixed(0),
      (updates / seconds / 1e3).toFixed(0),
    ];
  }),
);

section(
  'Water maze by condition, 4 seeds × 2000 episodes',
  ['condition', 'ns a step', 'updates/s (k)'],
  [
    whole,
    { bank: 'cycles' },
    { bank: 'mean', noise: 'read' },
    { bank: 'mean', noise: 'pulse' },
    { bank: 'ideal', learningRate: 0.8, threshold: 0 },
  ].map((condition) => {
    const result = measure('task.mjs', maze(condition, { seeds: 4, episodes: 2000 }));
    return [
      Object.values(condition).join(', '),
      perStep(result).toFixed(0),
      (result.updates / result.seconds / 1e3).toFixed(0),
    ];
  }),
);

section(
  'Dense update of a million devices',
  ['bank', `times C (${C_UPDATE} ns)`, 'ns an update'],
  [
    { bank: 'ideal', noise: 'read back' },
    { bank: 'mean', noise: 'none' },
    { bank: 'mean', noise: 'write' },
    { bank: 'mean', noise: 'pulse' },
    { bank: 'cycles', noise: 'write' },
  ].map((bank) => {
    const nanoseconds = three(() => measure('update.mjs', bank).nanoseconds);
    return [Object.values(bank).join(', '), (nanoseconds / C_UPDATE).toFixed(1), nanoseconds.toFixed(1)];
  }),
);

section(
  'Product, all rows driven',
  ['array', 'µs', 'ns a device'],
  [
    { rows: 121, columns: 9 },
    { rows: 1024, columns: 1024 },
  ].map((array) => {
    const { nanoseconds } = measure('multiply.mjs', array);
    const devices = array.rows * array.columns;
    return [
      `${array.rows} × ${array.columns}`,
      (nanoseconds / 1e3).toFixed(2),
      (nanoseconds / devices).toFixed(2),
    ];
  }),
);

section(
  'Growth with the number of place cells, 8 actions',
  ['cells', 'ns a step', 'ns a step and cell', 'bytes a weight'],
  [11, 22, 44, 88].map((side) => {
    const { nanoseconds, bytes } = measure('scale.mjs', { side });
    return [
      `${side}²`,
      nanoseconds.toFixed(0),
      (nanoseconds / side ** 2).toFixed(1),
      (bytes / (9 * side ** 2)).toFixed(0),
    ];
  }),
);

const scratch = mkdtempSync(join(tmpdir(), 'memloop-bench-'));
const peak = (args) => {
  const file = join(scratch, 'peak');
  const began = performance.now();
  node(['--import', here('peak-memory.mjs'), program, ...args, '--json'], {
    env: { ...process.env, PEAK_FILE: file },
    maxBuffer: 2 ** 30,
  });
  return [((performance.now() - began) / 1e3).toFixed(1), (readFileSync(file, 'utf8') / 1024).toFixed(0)];
};
const startUp = () => {
  const began = performance.now();
  node([program, '--version']);
  return performance.now() - began;
};
section(
  'Whole commands, all cores',
  ['command', 'seconds', 'peak memory, MB'],
  [
    ['memloop --version', (median([1, 2, 3, 4, 5].map(startUp)) / 1e3).toFixed(2), '–'],
    ['memloop run t-maze (npm start)', ...peak(['run', 't-maze', '--out', join(scratch, 't-maze')])],
    [
      'memloop run water-maze --bank mean (100 × 5000)',
      ...peak(['run', 'water-maze', '--bank', 'mean', '--out', join(scratch, 'all-noise')]),
    ],
    [
      'memloop run water-maze (Figure 5, three conditions)',
      ...peak(['run', 'water-maze', '--out', join(scratch, 'figure-5')]),
    ],
  ],
);

process.stdout.write(`\n${JSON.stringify(sections)}\n`);
if (process.argv.includes('--keep')) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: here('..') })
    .toString()
    .trim();
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, Node.js ${process.version}`;
  writeFileSync(
    here('RESULTS.md'),
    `# What memloop costs\n\nCommit ${commit}; ${machine}; CPU time on one core, best of three or five.\n${text}`,
  );
}
