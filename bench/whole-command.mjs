// A whole command of memloop on all cores.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { here, scratch } from './measure.mjs';

/** What a command takes: wall seconds, CPU seconds of all its threads, and peak memory in MB. */
export function wholeCommand(...args) {
  const file = join(scratch, 'usage.json');
  const began = performance.now();
  execFileSync(
    process.execPath,
    ['--import', here('jobs/usage.mjs'), here('../dist/src/cli/main.js'), ...args],
    { env: { ...process.env, USAGE_FILE: file }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return { seconds: (performance.now() - began) / 1e3, ...JSON.parse(readFileSync(file, 'utf8')) };
}
