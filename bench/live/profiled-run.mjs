import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Microseconds between two samples of a thread. */
const SAMPLE_EVERY = '500';
const usage = fileURLToPath(new URL('../jobs/usage.mjs', import.meta.url));
const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/** Runs a command with a live page, and leaves a profile of each thread in the folder. @param isOpen whether somebody looks at the page all the time */
export function profiled(args, isOpen, folder) {
  const began = performance.now();
  const sampling = [
    '--cpu-prof',
    `--cpu-prof-dir=${folder}`,
    '--cpu-prof-interval',
    SAMPLE_EVERY,
    '--import',
    usage,
  ];
  const file = `${folder}.json`;
  const child = spawn(
    process.execPath,
    [...sampling, program, ...args, '--out', join(folder, 'run'), '--live'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, USAGE_FILE: file } },
  );
  let said = '';
  let states = 0;
  child.stderr.on('data', (piece) => {
    const isNew = !said.includes('http');
    said += piece;
    const address = /http:\S+/.exec(said)?.[0];
    if (isNew && address && isOpen) get(`${address}events`, (answer) => answer.on('data', (part) => (states += String(part).split('event: state').length - 1))).on('error', () => {});
  }); // prettier-ignore
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      if (code !== 0) return reject(new Error(said));
      resolve({ states, wall: (performance.now() - began) / 1e3, ...JSON.parse(readFileSync(file, 'utf8')) });
    });
  });
}
