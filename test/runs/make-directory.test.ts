import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { RunError } from '../../src/core/errors.js';
import { makeDirectory } from '../../src/runs/make-directory.js';
import { scratch } from '../scratch.js';

let directory: string;
beforeEach(() => {
  directory = scratch();
});

describe('makeDirectory', () => {
  it('makes a directory and its parents, and keeps an existing one', () => {
    const path = join(directory, 'a', 'b', 'c');
    makeDirectory(path);
    makeDirectory(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('fails if a file has the name of a directory', () => {
    const path = join(directory, 'file');
    writeFileSync(path, '');
    expect(() => makeDirectory(path)).toThrow(RunError);
    expect(() => makeDirectory(join(path, 'below'))).toThrow(RunError);
  });

  it('names a link to nothing', () => {
    const link = join(directory, 'link');
    symlinkSync('/nonexistent', link);
    expect(() => makeDirectory(join(link, 'below'))).toThrow(
      `${link} is a link to nothing; make what it points to`,
    );
  });

  it.runIf(existsSync('/proc/self'))('fails if the system refuses', () => {
    expect(() => makeDirectory('/proc/memloop/run')).toThrow(
      /^\/proc\/memloop\/run: cannot be written: ENOENT/,
    );
  });
});
