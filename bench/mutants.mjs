/*
 * Mutants: each entry of mutants.json is a promise, a change of the source that breaks it, and the test that must fail then.
 * The source is changed in a copy of the tree. `npm run mutants -- WORD` takes only promises and files with that word.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const LEFT_OUT = new Set(['node_modules', '.git', 'coverage', 'runs']);
/** A mutant that hangs is killed too, milliseconds. */
const LONGEST = 180_000;

const word = process.argv[2] ?? '';
const all = JSON.parse(readFileSync(join(root, 'bench/mutants.json'), 'utf8'));
const chosen = all.filter(({ promise, file }) => `${promise} ${file}`.includes(word));
const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
try {
  cpSync(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const test of new Set(chosen.map((mutant) => mutant.test)))
    if (!passes(test)) throw new Error(`${test} fails without a mutant: make it pass first`);
  const survivors = chosen.filter((mutant) => !isKilled(mutant));
  say(`${chosen.length - survivors.length} of ${chosen.length} mutants killed`);
  if (survivors.length > 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function isKilled({ promise, file, old, new: changed, test }) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const times = source.split(old).length - 1;
  if (times !== 1)
    throw new Error(
      `${promise}: ${file} has the old text ${times} times: expected once; renew it in bench/mutants.json`,
    );
  try {
    writeFileSync(
      path,
      source.replace(old, () => changed),
    );
    const killed = !passes(test);
    say(`${killed ? 'killed  ' : 'SURVIVED'}  ${promise} (${file}; ${test})`);
    return killed;
  } finally {
    writeFileSync(path, source);
  }
}

function passes(tests) {
  const project = tests.startsWith('test/deep') ? 'deep' : 'rest';
  const args = ['vitest', 'run', '--bail', '1', '--project', project, ...tests.split(' ')];
  const { status } = spawnSync('npx', args, { cwd: copy, stdio: 'ignore', timeout: LONGEST });
  return status === 0;
}
