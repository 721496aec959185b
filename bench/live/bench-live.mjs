// What the live page costs a run: the share of its CPU time, on all threads, that goes into the page. The share is counted
// inside of one run, so what else the machine does changes it little. What opening the page takes once is in it.
//   npm run bench:live                 three runs of each
//   npm run bench:live -- --rounds 9   more of them
//   npm run bench:live -- --json       the numbers, a line of JSON each
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../page-table.mjs';
import { profiled } from './profiled-run.mjs';
import { secondsOfPage } from './seconds-of-page.mjs';

const WATER_MAZE = ['run', 'water-maze', '--bank', 'mean', '--noise', 'read', '--seeds', '2'];
const RUNS = {
  'water maze, compiled loop': [...WATER_MAZE, '--episodes', '20000'],
  'water maze, TypeScript': [...WATER_MAZE, '--episodes', '4000', '--engine', 'ts'],
  'T-maze, hundreds of seeds a second': ['run', 't-maze', '--seeds', '3000'],
};

const { values: given } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
});
const rounds = wholeNumber('rounds', given.rounds);
const scratch = mkdtempSync(join(tmpdir(), 'memloop-live-'));

try {
  for (const [name, args] of Object.entries(RUNS)) {
    for (const isOpen of [false, true]) {
      const result = { name, page: isOpen ? 'open' : 'closed', ...(await costOf(args, isOpen)) };
      process.stdout.write(given.json ? `${JSON.stringify(result)}\n` : `${inWords(result)}\n`);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The share of the page, in as many runs as asked for, sorted; the latest run's CPU seconds, those of its page, and its states a second. */
async function costOf(args, isOpen) {
  const shares = [];
  let latest;
  for (let round = 0; round < rounds; round++) {
    const folder = join(scratch, `${isOpen}-${round}`);
    const { cpuSeconds, states, wall } = await profiled(args, isOpen, folder);
    const ofPage = secondsOfPage(folder);
    rmSync(folder, { recursive: true });
    shares.push(ofPage / cpuSeconds);
    latest = { ofPage, cpuSeconds, states: states / wall };
  }
  return { shares: shares.sort((a, b) => a - b), ...latest };
}

function inWords({ name, page, shares, ofPage, cpuSeconds, states }) {
  const percent = (share) => (100 * share).toFixed(2);
  const of = `${percent(shares[shares.length >> 1])} % (${percent(shares[0])} to ${percent(shares.at(-1))})`;
  return `${name}, page ${page}: ${of}; ${(1e3 * ofPage).toFixed(0)} ms of ${cpuSeconds.toFixed(1)} s of CPU time, ${states.toFixed(1)} states a second`;
}
