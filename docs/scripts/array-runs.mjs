// The runs behind docs/array-results.md: memloop run and sweep in directories of their own, and their differences paired by seed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';

/** The root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const main = join(root, 'dist/src/cli/main.js');

/** Runs of memloop in one directory. @param seeds of the runs of each task, where they are not those of its file */
export function openRuns(directory, seeds = {}) {
  mkdirSync(join(root, directory), { recursive: true });
  const place = (name) => join(directory, name);

  const asked = new Set();
  const waiting = [];

  /** Asks for a run of an experiment in a directory of its own, unless it is there. One that was interrupted goes on. */
  function run(name, command, file, array = [], more = []) {
    const has = (one) => existsSync(join(root, place(name), one));
    if (has('summary.json') || asked.has(name)) return;
    asked.add(name);
    if (has('experiment.json')) {
      waiting.push(['resume', '--workers', '1', place(name)]);
      return;
    }
    const number = seeds[example(file).environment];
    const options = array.flatMap((one) => ['--array', one]);
    if (number) options.push('--seeds', String(number));
    waiting.push([command, file, ...options, ...more, '--workers', '1', '--out', place(name)]);
  }

  /** Carries out what was asked for: a run on each core. */
  async function finish() {
    const number = waiting.length;
    await Promise.all(
      Array.from({ length: availableParallelism() }, async () => {
        while (waiting.length > 0) {
          const args = waiting.shift();
          await carriedOut(args);
          process.stderr.write(`${args.at(-1)}; ${waiting.length} of ${number} runs wait\n`);
        }
      }),
    );
  }

  /** An axis: one run a level, with settings of the array. @param levels { title, array, aside }; aside: not on the axis from mild to hard */
  function axis(name, file, ideal, levels, more = []) {
    const found = levels.map(({ title, array, aside }, k) => {
      const level = `${name}-${k}`;
      run(level, 'run', file, array, more);
      return { title, aside, run: level, named: (condition) => condition };
    });
    return { ideal, levels: found };
  }

  /** A file of the directory, as JSON. */
  function write(name, content) {
    writeFileSync(join(root, place(name)), JSON.stringify(content, null, 2));
    return place(name);
  }

  /** For each condition of the ideal array, what each level gave, or undefined where it has no such condition. */
  function measured({ ideal, levels }) {
    const names = conditionsOf(ideal);
    const rows = new Map(names.map((one) => [one, []]));
    levels.forEach((level, k) => {
      const own = conditionsOf(level.run);
      const paired = names.filter((one) => own.includes(level.named(one)));
      const asked = paired.flatMap((one) => ['--condition', `${one}=${level.named(one)}`]);
      const { pairs } = JSON.parse(memloop(['diff', place(ideal), place(level.run), '--json', ...asked]));
      pairs.forEach((pair) => (rows.get(pair.a)[k] = pair.quantities));
    });
    return new Map([...rows].filter(([, found]) => found.length > 0));
  }

  function conditionsOf(name) {
    return summary(name).conditions.map((one) => one.name);
  }

  function summary(name) {
    return JSON.parse(readFileSync(join(root, place(name), 'summary.json'), 'utf8'));
  }

  return { run, finish, axis, write, measured, summary, place };
}

/** An experiment of the examples as an object. */
export function example(name) {
  return parseDocument(readFileSync(join(root, name), 'utf8')).toJS();
}

/** Resolves when memloop has ended. Its progress is not shown. */
async function carriedOut(args) {
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] };
  const child = spawn(process.execPath, [main, ...args], options);
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`memloop ${args.join(' ')} failed: ${said}`);
}

/** What memloop prints. */
export function memloop(args) {
  const { status, stdout } = spawnSync(process.execPath, [main, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`memloop ${args.join(' ')} failed`);
  return stdout;
}
