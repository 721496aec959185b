import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../house.js';
import { scratch } from '../scratch.js';

/** The compilers that the examples must satisfy. */
const compilers = [
  join(root, 'node_modules/typescript/bin/tsc'),
  join(root, 'test/plugins/typescript-5.9/node_modules/typescript/bin/tsc'),
];
/** An empty folder in which the packed package is installed and the examples are copied. */
const folder = scratch();
const at = (...parts: string[]) => join(folder, ...parts);
const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8');

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

function node(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: folder, timeout: 50_000, killSignal: 'SIGKILL' });
    const outcome: Outcome = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (data: Buffer) => (outcome.stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (outcome.stderr += data.toString()));
    child.on('close', (code) => resolve({ ...outcome, code }));
  });
}

const memloop = (...args: string[]) => node(at('node_modules/memloop/dist/src/cli/main.js'), ...args);
const plugins = (...names: string[]) => names.flatMap((name) => ['--plugin', `./built/${name}.js`]);

async function done(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await memloop(...args);
  expect(code, stderr).toBe(0);
  return stdout;
}

async function refused(code: number, part: string, ...args: string[]): Promise<void> {
  const outcome = await memloop(...args);
  expect(outcome.stderr).toContain(part);
  expect(outcome.stderr.trim().split('\n').filter((line) => line.startsWith('memloop: '))).toHaveLength(1);
  expect(outcome.code).toBe(code);
} // prettier-ignore

/** Installs the packed package as npm would, with the dependencies of the repository. */
function install(): void {
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  expect(packed.status, packed.stderr.toString()).toBe(0);
  mkdirSync(at('node_modules'));
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  spawnSync('tar', ['xzf', tarball, '-C', 'node_modules'], { cwd: folder });
  renameSync(at('node_modules/package'), at('node_modules/memloop'));
  symlinkSync(join(root, 'node_modules'), at('node_modules/memloop/node_modules'));
}

beforeAll(async () => {
  install();
  cpSync(join(root, 'examples/plugins'), folder, { recursive: true });
  const checks = compilers
    .filter((compiler) => existsSync(compiler))
    .map((compiler, i) => node(compiler, '-p', '.', ...(i > 0 ? ['--noEmit'] : [])));
  for (const { code, stdout } of await Promise.all(checks)) expect(code, stdout).toBe(0);
}, 60_000);

describe('the examples of plugins, used from the packed package', () => {
  it('are type-checked by every compiler', () => {
    expect(existsSync(at('built/corridor.js'))).toBe(true);
    // Without it: npm install.
    expect(compilers.filter((compiler) => !existsSync(compiler))).toEqual([]);
  });

  it('run, sweep, compare and anatomy use them on two workers', async () => {
    const small = ['--seeds', '3', '--episodes', '12', '--workers', '2'];
    const named = ['--noise', 'preset', '--schemes', 'momentum-scheme/momentum'];
    const [ran, swept, compared, taken] = await Promise.all([
      done('run', 'experiment.yaml', ...small, '--out', 'run'),
      done('sweep', 'sweep.yaml', ...small, '--out', 'sweep'),
      done(
        'compare',
        'corridor/corridor',
        ...plugins('corridor', 'sticky-device', 'momentum-scheme'),
        '--banks',
        'sticky-device/sticky',
        ...named,
        ...small,
        '--out',
        'compare',
      ),
      done(
        'anatomy',
        ...plugins('sticky-device', 'momentum-scheme'),
        '--bank',
        'sticky-device/sticky',
        ...named,
        '--seeds',
        '2',
        '--episodes',
        '3',
        '--out',
        'anatomy',
      ),
    ]);
    expect(ran).toContain('sticky devices with momentum');
    expect(swept).toContain('momentum 0.6');
    expect(compared).toContain('momentum-scheme/momentum');
    expect(taken).toContain('momentum-scheme/momentum');
    const { plugins: kept } = JSON.parse(text('run/experiment.json')) as { plugins: object[] };
    expect(kept).toHaveLength(5);
    expect(kept[0]).toMatchObject({ name: 'corridor', version: '1.0.0', path: at('built/corridor.js') });
    expect(readdirSync(at('run/figures')).length).toBeGreaterThan(2);
    const [, first] = text('run/seeds.csv').split('\n');
    expect(Number(first.split(',')[2])).toBeGreaterThan(0);
  }, 60_000);

  it('report draws without the plugins', async () => {
    renameSync(at('built'), at('away'));
    try {
      await Promise.all(
        ['run', 'sweep', 'compare'].map(async (directory) => {
          const page = text(directory, 'report.html');
          rmSync(at(directory, 'report.html'));
          await done('report', directory);
          expect(unsettled(text(directory, 'report.html'))).toBe(unsettled(page));
        }),
      );
      await refused(2, 'cannot be read', 'resume', 'run');
    } finally {
      renameSync(at('away'), at('built'));
    }
  }, 60_000);

  it('resume goes on with the same plugin, from where --plugin says it is, and refuses another', async () => {
    const tables = ['episodes.csv', 'costs.csv', 'ledger.csv', 'seeds.csv'];
    const before = tables.map((name) => text('run', name));
    rmSync(at('run/summary.json'));
    const rows = text('run/seeds.csv').trimEnd().split('\n');
    writeFileSync(at('run/seeds.csv'), `${rows.slice(0, -2).join('\n')}\n`);
    mkdirSync(at('moved'));
    renameSync(at('built/corridor.js'), at('moved/corridor.js'));
    await done('resume', 'run', '--workers', '2', '--plugin', 'moved/corridor.js');
    expect(tables.map((name) => text('run', name))).toEqual(before);
    renameSync(at('moved/corridor.js'), at('built/corridor.js'));
    appendFileSync(at('built/corridor.js'), '// changed\n');
    await refused(2, 'start a new run', 'resume', 'run');
  }, 60_000);

  it('a plugin that throws while it learns ends the run with its name and seed; what was finished stays', async () => {
    writeFileSync(at('failing.mjs'), FAILING);
    const scheme = ['--plugin=./failing.mjs', '--bank', 'mean', '--scheme', 'failing/failing'];
    const sentence = 'memloop: plugin failing failed in seed 2 of condition "mean/write/linear/failing/failing": no power; 2 of 5 runs are saved in failed; mend the plugin and start a new run';
    await refused(1, sentence, 'run', 't-maze', ...scheme, '--seeds', '5', '--episodes', '5', '--workers', '1', '--out', 'failed');
    expect(text('failed/seeds.csv').trimEnd().split('\n')).toHaveLength(3);
    await refused(2, 'unknown option', 'report', 'failed', '--plugin', './failing.mjs');
  }, 60_000); // prettier-ignore
});

/** A scheme that fails in the third seed of a worker. */
const FAILING = `
import { isMainThread } from 'node:worker_threads';
import { oneDevice, SelfCorrecting } from 'memloop/learn';
let made = 0;
class Failing extends SelfCorrecting {
  apply(batch) {
    if (!isMainThread && made > 2) throw new Error('no power');
    return super.apply(batch);
  }
}
const failing = {
  meaning: 'fails', settings: {}, share: oneDevice, words: 0,
  make: ({ arrays, pulses }) => (made++, new Failing(arrays[0], pulses[0])),
};
export default { schemes: { failing } };
`;

/** A page without what differs between two drawings of it. */
function unsettled(page: string): string {
  return page.replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/g, '');
}
