import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunError, UsageError } from '../../src/core/errors.js';
import { freeDirectory } from '../../src/runs/directory/free-directory.js';
import { refuseMistaken } from '../../src/runs/directory/refuse-mistaken.js';
import { scratch } from '../scratch.js';

/** A program that takes a directory, writes there or not, and prints its path. */
function taken(parent: string, name: string, writes = true): string {
  const module = new URL('../../dist/src/runs/directory/free-directory.js', import.meta.url).href;
  const code = `import { freeDirectory } from ${JSON.stringify(module)}; import { writeFileSync } from 'node:fs';
    const directory = freeDirectory(process.argv[1], process.argv[2]);
    if (${writes}) writeFileSync(directory + '/file', '');
    process.stdout.write(directory);`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', code, parent, name], { encoding: 'utf8' })
    .stdout;
}

describe('a free directory', () => {
  it('is taken by making it: each call gets another one', () => {
    const parent = join(scratch(), 'runs');
    const all = Array.from({ length: 5 }, () => freeDirectory(parent, 't-maze'));
    expect(all).toEqual([1, 2, 3, 4, 5].map((i) => join(parent, `t-maze-${i}`)));
    expect(all.every((directory) => existsSync(directory))).toBe(true);
  });

  it('passes over a file of its name, and is removed at the end if nothing was written', () => {
    const parent = join(scratch(), 'runs');
    expect(taken(parent, 'a', false)).toBe(join(parent, 'a-1'));
    expect(existsSync(parent)).toBe(false);
    mkdirSync(parent);
    writeFileSync(join(parent, 'a-1'), '');
    expect(taken(parent, 'a')).toBe(join(parent, 'a-2'));
    expect(readdirSync(parent)).toEqual(['a-1', 'a-2']);
  });

  it.each([
    ['a\u001B[31mb', 'ab-1'],
    ['a/b:c', 'a_b_c-1'],
    ['..', '_-1'],
    ['\u009B', 'run-1'],
  ])('has a name that any file system takes: %j', (name, expected) => {
    freeDirectory(join(scratch(), 'runs'), name);
    const parent = scratch();
    freeDirectory(parent, name);
    expect(readdirSync(parent)).toEqual([expected]);
  });

  it('fails where none can be made', () => {
    expect(() => freeDirectory('/dev/null', 'a')).toThrow(RunError);
  });
});

describe('a directory for results', () => {
  const isOurs = (name: string) => name === 'seeds.csv';
  const holding = (...names: string[]) => {
    const directory = scratch();
    for (const name of names) writeFileSync(join(directory, name), '');
    return directory;
  };

  it.each([
    ['new', () => join(scratch(), 'new')],
    ['empty', () => holding()],
    ['of results', () => holding('seeds.csv')],
    ['with what a desktop leaves', () => holding('.DS_Store', 'Thumbs.db')],
    ['with what a killed program leaves', () => holding('lock', 'summary.json.part')],
  ])('that is %s is taken', (_, directory) => {
    refuseMistaken(directory(), isOurs);
  });

  it.each([
    ['a file', () => join(holding('a'), 'a'), 'is a file: expected a directory'],
    ['of other files', () => holding('a', 'b'), 'holds other files (a, b): expected an empty directory'],
    ['of many files', () => holding('a', 'b', 'c', 'd', 'e'), '(a, b, c and 2 more)'],
    ['of other files beside ours', () => holding('a', 'seeds.csv'), 'holds other files (a)'],
    ['the root', () => '/', 'is a home or root directory'],
    ['a home', () => homedir(), 'is a home or root directory'],
  ])('that is %s is refused', (_, directory, message) => {
    const path = directory();
    expect(() => refuseMistaken(path, isOurs)).toThrow(UsageError);
    expect(() => refuseMistaken(path, isOurs)).toThrow(message);
  });

  it('that is an empty text is the current directory', () => {
    expect(() => refuseMistaken('', isOurs)).toThrow(`${process.cwd()} holds other files`);
  });

  it('that is a link to nothing is refused in a sentence', () => {
    const link = join(scratch(), 'link');
    symlinkSync('/nonexistent', link);
    expect(() => refuseMistaken(link, isOurs)).toThrow(
      `${link} is a link to a directory that does not exist`,
    );
  });

  it('may hold other files beside ours where that is said', () => {
    refuseMistaken(holding('a', 'seeds.csv'), isOurs, true);
    expect(() => refuseMistaken(holding('a'), isOurs, true)).toThrow('holds other files');
  });
});
