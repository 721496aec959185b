// What the live page costs a run: the same runs with and without a page that is open all the time, in turn.
//   npm run bench:live                 five rounds
//   npm run bench:live -- --rounds 9   more of them
//   npm run bench:live -- --json       the numbers, as one line of JSON
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../page-table.mjs';

const WATER_MAZE = ['run', 'water-maze', '--bank', 'mean', '--noise', 'read'];
const RUNS = {
  'water maze, compiled loop': [...WATER_MAZE, '--seeds', '60'],
  'water maze, TypeScript': [...WATER_MAZE, '--seeds', '4', '--episodes', '1500', '--engine', 'ts'],
  'T-maze, hundreds of seeds a second': ['run', 't-maze', '--seeds', '3000'],
};

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'memloop-live-'));
const { values: given } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
});
const rounds = wholeNumber('rounds', given.rounds);

const results = [];
try {
  for (const [name, args] of Object.entries(RUNS)) results.push({ name, ...(await compared(args)) });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (given.json) process.stdout.write(`${JSON.stringify(results)}\n`);
else for (const { name, ...of } of results) process.stdout.write(`${name}: ${inWords(of)}\n`);

/** The same run without and with a page, in turn; each round begins with the other one. */
async function compared(args) {
  const ratios = [];
  let states = 0;
  let seconds = 0;
  for (let round = 0; round < rounds; round++) {
    const took = {};
    for (const live of round % 2 === 0 ? [false, true] : [true, false]) took[live] = await timed(args, live);
    ratios.push({
      cpu: took.true.cpuSeconds / took.false.cpuSeconds,
      wall: took.true.wall / took.false.wall,
    });
    states = took.true.states;
    seconds = took.false.wall;
  }
  const of = (what) => ratios.map((ratio) => ratio[what]).sort((a, b) => a - b);
  return { cpu: of('cpu'), wall: of('wall'), states, seconds };
}

function timed(args, live) {
  const file = join(scratch, 'usage.json');
  const out = join(scratch, 'run');
  rmSync(out, { recursive: true, force: true });
  const began = performance.now();
  const command = [
    '--import',
    here('../jobs/usage.mjs'),
    here('../../dist/src/cli/main.js'),
    ...args,
    '--out',
    out,
  ];
  const child = spawn(process.execPath, live ? [...command, '--live'] : command, {
    env: { ...process.env, USAGE_FILE: file },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let states = 0;
  child.stderr.on('data', (piece) => {
    const isNew = !said.includes('http');
    said += piece;
    const address = /http:\S+/.exec(said)?.[0];
    if (isNew && address) get(`${address}events`, (answer) => answer.on('data', (part) => (states += String(part).split('event: state').length - 1))).on('error', () => {});
  }); // prettier-ignore
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      if (code !== 0) return reject(new Error(said));
      const wall = (performance.now() - began) / 1e3;
      resolve({ wall, states, ...JSON.parse(readFileSync(file, 'utf8')) });
    });
  });
}

function inWords({ cpu, wall, states, seconds }) {
  const percent = (ratios) => {
    const [low, middle, high] = [ratios[0], ratios[ratios.length >> 1], ratios.at(-1)];
    const signed = (ratio) => `${ratio < 1 ? '−' : '+'}${Math.abs(100 * (ratio - 1)).toFixed(1)}`;
    return `${signed(middle)} % (${signed(low)} to ${signed(high)})`;
  };
  return `CPU ${percent(cpu)}, wall ${percent(wall)}; ${states} states in ${seconds.toFixed(1)} s`;
}
