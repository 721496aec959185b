import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { RunError, UsageError } from '../../src/core/errors.js';
import { lock } from '../../src/runs/lock.js';
import { scratch } from '../scratch.js';

let directory: string;
const path = () => join(directory, 'lock');
beforeEach(() => {
  directory = scratch();
});

describe('the lock of a run', () => {
  it('holds the id of its process, and is removed when released', () => {
    const release = lock(directory);
    expect(Number(readFileSync(path(), 'utf8'))).toBe(process.pid);
    expect(() => lock(directory)).toThrow(UsageError);
    release();
    expect(existsSync(path())).toBe(false);
    lock(directory)();
  });

  it.each([
    ['a process that is alive', () => process.ppid, /is being written by process \d+; wait/],
    ['a process that has not written its id yet', () => '', /is being written by another process; wait/],
  ])('of %s is respected', (_, owner, message) => {
    writeFileSync(path(), String(owner()));
    expect(() => lock(directory)).toThrow(message);
    expect(readFileSync(path(), 'utf8')).toBe(String(owner()));
  });

  it.each([
    ['a dead process', () => spawnSync('true').pid],
    ['an earlier process of the same id', () => process.pid],
  ])('of %s is taken over', (_, owner) => {
    writeFileSync(path(), `${owner()}\n`);
    const release = lock(directory);
    expect(Number(readFileSync(path(), 'utf8'))).toBe(process.pid);
    release();
  });

  it('fails without permission to write', () => {
    expect(() => lock('/dev/null/run')).toThrow(RunError);
  });
});
