// What the live page costs a run: CPU time for the same work without a page, with one that nobody opens, and with one that is open all the time.
//   npm run bench:live                 five rounds
//   npm run bench:live -- --rounds 9   more of them
//   npm run bench:live -- --json       the numbers, as one line of JSON
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../page-table.mjs';
import { inTurn } from './in-turn.mjs';
import { medianWithInterval } from './median-with-interval.mjs';

const WATER_MAZE = ['run', 'water-maze', '--bank', 'mean', '--noise', 'read', '--seeds', '2'];
/** Each run in two lengths: the difference is work without start and end. */
const RUNS = {
  'water maze, compiled loop': (long) => [...WATER_MAZE, '--episodes', long ? '10000' : '2500'],
  'water maze, TypeScript': (long) => [...WATER_MAZE, '--engine', 'ts', '--episodes', long ? '2000' : '500'],
  'T-maze, hundreds of seeds a second': (long) => ['run', 't-maze', '--seeds', long ? '2000' : '500'],
};
const PAGES = ['none', 'closed', 'open'];

const { values: given } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
});
const rounds = wholeNumber('rounds', given.rounds);
const scratch = mkdtempSync(join(tmpdir(), 'memloop-live-'));

try {
  for (const [name, argsOf] of Object.entries(RUNS)) {
    const result = { name, ...(await compared(argsOf)) };
    process.stdout.write(given.json ? `${JSON.stringify(result)}\n` : `${inWords(result)}\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The ratios of a run's CPU time with a page to that without, between both lengths. */
async function compared(argsOf) {
  const ratios = { closed: [], open: [] };
  const seconds = [];
  let statesASecond = 0;
  for (let round = 0; round < rounds; round++) {
    const cases = PAGES.flatMap((page) => [false, true].map((long) => ({ page, long, args: argsOf(long) })));
    // Each round begins with another one.
    const took = await inTurn([...cases.slice(round % 6), ...cases.slice(0, round % 6)], scratch);
    const of = (page, long) => took.find((one) => one.page === page && one.long === long);
    const between = (page) => of(page, true).cpuSeconds - of(page, false).cpuSeconds;
    for (const page of ['closed', 'open']) ratios[page].push(between(page) / between('none'));
    seconds.push(between('none'));
    statesASecond = of('open', true).states / of('open', true).cpuSeconds;
  }
  return {
    closed: medianWithInterval(ratios.closed),
    open: medianWithInterval(ratios.open),
    seconds: medianWithInterval(seconds).median,
    statesASecond,
    ratios,
  };
}

function inWords({ name, closed, open, seconds, statesASecond }) {
  const signed = (ratio) => `${ratio < 1 ? '−' : '+'}${Math.abs(100 * (ratio - 1)).toFixed(1)}`;
  const percent = ({ median, low, high }) => `${signed(median)} % (${signed(low)} to ${signed(high)})`;
  return `${name}: CPU time with a page that nobody opens ${percent(closed)}, with an open page ${percent(open)}; ${seconds.toFixed(1)} s of work, ${statesASecond.toFixed(1)} states a CPU second`;
}
