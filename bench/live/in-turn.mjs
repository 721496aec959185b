// Several runs that share the machine in turns of half a second, so that all of them meet the same noise; what each took.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TURN = 500;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Runs all cases, one at a time in turns. @param cases each with its command line and its page: none, closed or open */
export async function inTurn(cases, scratch) {
  const runs = cases.map((one, i) => begun(one, join(scratch, `${i}-${Date.now()}`)));
  for (let left = runs; left.length > 0; left = left.filter(({ child }) => child.exitCode === null)) {
    for (const { child, ended } of left) {
      child.kill('SIGCONT');
      let turn;
      await Promise.race([ended, new Promise((over) => (turn = setTimeout(over, TURN)))]);
      clearTimeout(turn);
      child.kill('SIGSTOP');
    }
  }
  return runs.map(({ child, told, one, file }) => {
    if (child.exitCode !== 0) throw new Error(told.said);
    return { ...one, states: told.states, ...JSON.parse(readFileSync(file, 'utf8')) };
  });
}

/** Starts a run, and stops it until it is its turn. */
function begun(one, out) {
  const file = `${out}.json`;
  const command = ['--import', here('../jobs/usage.mjs'), here('../../dist/src/cli/main.js'), ...one.args];
  const live = one.page === 'none' ? [] : ['--live'];
  const child = spawn(process.execPath, [...command, '--out', out, ...live], {
    env: { ...process.env, USAGE_FILE: file },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.kill('SIGSTOP');
  const told = { said: '', states: 0 };
  child.stderr.on('data', (piece) => {
    const isNew = !told.said.includes('http');
    told.said += piece;
    const address = /http:\S+/.exec(told.said)?.[0];
    if (isNew && address && one.page === 'open') lookAt(address, told);
  });
  return { child, told, one, file, ended: once(child, 'exit') };
}

/** A page that reads all that it is told. */
function lookAt(address, told) {
  get(`${address}events`, (answer) =>
    answer.on('data', (part) => (told.states += String(part).split('event: state').length - 1)),
  ).on('error', () => {});
}
