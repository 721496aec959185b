import { Help } from 'commander';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { scratch } from '../scratch.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Packages that take long to load, and are needed only once a run, a port, a file or a figure is asked for. */
const HEAVY = [
  '@observablehq/plot',
  'cli-progress',
  'domino',
  'ml-matrix',
  'piscina',
  'rxjs',
  'serialport',
  'yaml',
];

/** Hooks of Node's loader that write the address of every ES module to descriptor 3. */
const HOOKS = `import { writeSync } from 'node:fs';
export function load(url, context, next) { writeSync(3, url + '\\n'); return next(url, context); }`;

/** Registers the hooks, and writes every CommonJS module at the end. */
const PRELOAD = `import module from 'node:module'; import { writeSync } from 'node:fs';
module.register(${JSON.stringify(asUrl(HOOKS))});
process.on('exit', () => writeSync(3, Object.keys(module._cache).join('\\n')));`;

function asUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** What a Node program loads: the package's own modules by their path below dist, and packages by their name. */
async function loadedBy(...args: string[]): Promise<{ own: string[]; packages: string[] }> {
  const child = spawn(process.execPath, ['--import', asUrl(PRELOAD), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const lines = (await text(child.stdio[3] as Readable)).split('\n');
  const found = (pattern: RegExp) => [...new Set(lines.flatMap((line) => pattern.exec(line)?.[1] ?? []))];
  return {
    own: found(/^(?:file:\/\/)?(?!.*\/node_modules\/).*\/dist\/(.+\.js)$/),
    packages: found(/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//),
  };
}

const program = 'dist/src/cli/main.js';
const commandFiles = Object.keys(commands).map((name) => `src/cli/${name}.js`);

describe('starting memloop', () => {
  it('answers --version without loading anything else', async () => {
    for (const flag of ['--version', '-V'])
      expect(await loadedBy(program, flag)).toEqual({ own: ['src/cli/main.js'], packages: [] });
  });

  it('lists the commands without loading any', async () => {
    const { own, packages } = await loadedBy(program, '--help');
    expect(own.filter((file) => commandFiles.includes(file))).toEqual([]);
    expect(own.length).toBeLessThanOrEqual(12);
    expect(packages).toEqual(['commander']);
  });

  it.each(['run', 'compare', 'fit', 'board'])(
    'loads for %s its own module and nothing heavy',
    async (name) => {
      const { own, packages } = await loadedBy(program, name, '--help');
      expect(own.filter((file) => commandFiles.includes(file))).toEqual([`src/cli/${name}.js`]);
      // The fit itself needs matrices.
      const needed = name === 'fit' ? ['ml-matrix'] : [];
      expect(packages.filter((each) => HEAVY.includes(each))).toEqual(needed);
    },
  );

  it('loads for vad nothing that reads sound', async () => {
    const { own, packages } = await loadedBy(program, 'vad', 'run', '--help');
    expect(own).toContain('src/cli/voice/vad.js');
    expect(packages.filter((each) => [...HEAVY, 'fft.js', 'wavefile'].includes(each))).toEqual([]);
  });

  it.each([
    [
      'run',
      ['t-maze', '--seeds', '1', '--episodes', '1'],
      ['ml-matrix', 'serialport', 'yaml', '@resvg/resvg-wasm'],
    ],
    ['devices', [], HEAVY],
    ['read', ['virtual', '--row', '0', '--column', '0'], HEAVY],
  ])('loads for %s at work only what it needs', async (name, args, others) => {
    const out = name === 'run' ? ['--out', join(scratch(), 'run')] : [];
    const { own, packages } = await loadedBy(program, name, ...args, ...out);
    expect(own.filter((file) => commandFiles.includes(file))).toEqual([`src/cli/${name}.js`]);
    expect(packages.filter((each) => others.includes(each))).toEqual([]);
    expect(packages).toContain('commander');
  });

  it('as a library loads no heavy package and no command', async () => {
    const { own, packages } = await loadedBy('--input-type=module', '-e', "await import('memloop')");
    expect(own).toContain('src/index.js');
    expect(own.filter((file) => file.startsWith('src/cli/'))).toEqual([]);
    expect(packages.filter((each) => [...HEAVY, 'commander'].includes(each))).toEqual([]);
  });
});

it.each(Object.entries(commands))('the list shows %s as its own help does', async (name, { usage, load }) => {
  const command = await load();
  expect(command.name()).toBe(name);
  expect(new Help().subcommandTerm(command)).toBe(`${name} ${usage}`.trimEnd());
});
