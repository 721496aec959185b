// What memloop costs on this machine: `npm run bench`. Each line is measured in a process of its own, so that no
// measurement trains the compiler for the next; the same seeds every time; CPU time, the median of three.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** CPU seconds a seed of the published reference program, cycles condition (doi:10.1038/s42256-025-01149-w). */
const PUBLISHED_SECONDS_PER_SEED = 0.65;
const SEEDS = 1000;
const REPEATS = 3;

const conditions = [
  { bank: 'cycles' },
  { bank: 'ideal' },
  { bank: 'mean' },
  { bank: 'mean', pulses: 'inverse' },
  { bank: 'cycles', noise: 'none' },
  { bank: 'cycles', noise: 'read' },
  { bank: 'cycles', noise: 'pulse' },
  { bank: 'cycles', scheme: 'open-loop' },
];

const script = fileURLToPath(new URL('t-maze.mjs', import.meta.url));
const measure = (condition) => {
  const once = () => JSON.parse(execFileSync(process.execPath, [script, SEEDS, JSON.stringify(condition)]));
  return Array.from({ length: REPEATS }, once).sort((a, b) => a.seconds - b.seconds)[REPEATS >> 1];
};
const startUp = () => {
  const began = performance.now();
  execFileSync(process.execPath, [
    fileURLToPath(import.meta.resolve('memloop/package.json')).replace(
      'package.json',
      'dist/src/cli/main.js',
    ),
    '--version',
  ]);
  return performance.now() - began;
};

const rows = conditions.map((condition) => {
  const { seconds, seeds, steps, updates } = measure(condition);
  return {
    condition: Object.values(condition).join(', '),
    timesPublished: (PUBLISHED_SECONDS_PER_SEED * seeds) / seconds,
    seedsPerSecond: seeds / seconds,
    stepsPerSecond: steps / seconds,
    updatesPerSecond: updates / seconds,
  };
});
const cliStartUpMilliseconds = Array.from({ length: 5 }, startUp).sort((a, b) => a - b)[2];

process.stdout.write(`T-maze, ${SEEDS} seeds × 200 episodes, one core; CPU time, median of ${REPEATS}\n`);
process.stdout.write('condition              × published   seeds/s   steps/s (k)   updates/s (k)\n');
for (const row of rows) {
  const numbers = [
    row.timesPublished.toFixed(0),
    row.seedsPerSecond.toFixed(0),
    (row.stepsPerSecond / 1e3).toFixed(0),
    (row.updatesPerSecond / 1e3).toFixed(0),
  ];
  process.stdout.write(
    `${row.condition.padEnd(22)}${numbers.map((text, i) => text.padStart([12, 10, 14, 16][i])).join('')}\n`,
  );
}
process.stdout.write(`start of the CLI (--version): ${cliStartUpMilliseconds.toFixed(0)} ms\n`);
process.stdout.write(`${JSON.stringify({ rows, cliStartUpMilliseconds })}\n`);
