import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { syncBuiltinESMExports } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunError, UsageError } from '../../src/core/errors.js';
import { ownerIn, thisOwner, type Owner } from '../../src/runs/directory/owner.js';
import { keepLock, lock } from '../../src/runs/lock.js';
import { scratch } from '../scratch.js';

let directory: string;
const path = () => join(directory, 'lock');
const text = () => readFileSync(path(), 'utf8');
beforeEach(() => {
  directory = scratch();
});

/** A lock that another process wrote some seconds ago. */
function foreign(changes: Partial<Owner>, secondsAgo = 0): string {
  const written = `${JSON.stringify({ ...thisOwner('other'), ...changes })}\n`;
  writeFileSync(path(), written);
  const then = Date.now() / 1000 - secondsAgo;
  utimesSync(path(), then, then);
  return written;
}

const ended = () => ({ pid: spawnSync('true').pid, began: '' });

describe('the lock of a run', () => {
  it('names its process and host, and is removed when released', () => {
    const release = lock(directory);
    expect(ownerIn(text())).toMatchObject({ pid: process.pid, host: hostname() });
    expect(() => lock(directory)).toThrow(UsageError);
    release();
    expect(existsSync(path())).toBe(false);
    lock(directory)();
  });

  it.each([
    ['a process that is alive', { pid: process.ppid, began: '' }, 9999, /is being written by process \d+; wait/],
    ['another host', { host: 'node7', pid: 12 }, 30, /by process 12 on host node7 \(its last sign of life is \d+ s old\); wait/],
    ['another host whose clock is ahead', { host: 'node7' }, -30, /its last sign of life is \d+ s in the future/],
    ['another boot', { boot: 'other', ...ended() }, 30, /last sign of life/],
    ['another container', { space: 'pid:[1]', ...ended() }, 30, /last sign of life/],
  ])('of %s is respected', (_, changes, secondsAgo, message) => {
    const written = foreign(changes, secondsAgo);
    expect(() => lock(directory)).toThrow(message);
    expect(text()).toBe(written);
    expect(readdirSync(directory)).toEqual(['lock']);
  }); // prettier-ignore

  it('of a process that has not written it yet is respected', () => {
    writeFileSync(path(), '');
    expect(() => lock(directory)).toThrow(/is being written by another process; wait/);
  });

  it.each([
    ['a process that has ended', ended(), 0],
    ['an earlier process of our id', { pid: process.pid }, 0],
    ['an earlier process of an id that is used again', { pid: process.ppid, began: '1' }, 0],
    ['another host without a sign of life for a minute', { host: 'node7' }, 70],
    ['another host far in the future', { host: 'node7' }, -3600],
    ['another container without one', { space: 'pid:[1]' }, 70],
  ])('of %s is taken over', (_, changes, secondsAgo) => {
    foreign(changes, secondsAgo);
    const release = lock(directory);
    expect(ownerIn(text())).toMatchObject({ pid: process.pid });
    expect(readdirSync(directory)).toEqual(['lock']);
    release();
  });

  it.each([
    ['a process that has ended', () => spawnSync('true').pid],
    ['this process', () => process.pid],
  ])('that memloop 0.1.0 wrote for %s is taken over', (_, pid) => {
    writeFileSync(path(), `${pid()}\n`);
    lock(directory)();
    writeFileSync(path(), `${process.ppid}\n`);
    expect(() => lock(directory)).toThrow(/by process \d+; wait/);
  });

  it.runIf(existsSync('/proc/self/stat'))(
    'of a killed process that nobody has reaped is taken over',
    async () => {
      const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 30']);
      try {
        const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
        const stat = () => readFileSync(`/proc/${Number(pid)}/stat`, 'utf8');
        await vi.waitFor(() => expect(stat()).toMatch(/\) Z /), 5000);
        foreign({ pid: Number(pid), began: stat().split(' ')[21] });
        lock(directory)();
      } finally {
        parent.kill();
      }
    },
  );

  it('of a process of which the system tells nothing is respected', () => {
    foreign({ ...ended(), began: '123' });
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    try {
      expect(() => lock(directory)).toThrow(/is being written by process \d+; wait/);
    } finally {
      kill.mockRestore();
    }
  });

  it('of a third process, taken while another one’s is moved away, is not overwritten', () => {
    foreign(ended());
    const { renameSync } = fs;
    fs.renameSync = (from, to) => {
      writeFileSync(path(), 'second');
      renameSync(from, to);
      writeFileSync(path(), 'third');
      fs.renameSync = renameSync;
      syncBuiltinESMExports();
    };
    syncBuiltinESMExports();
    expect(() => lock(directory)).toThrow(/by another process; wait/);
    expect([text(), readdirSync(directory)]).toEqual(['third', ['lock']]);
  });

  it('that is a directory is refused in a sentence', () => {
    mkdirSync(path());
    expect(() => lock(directory)).toThrow(
      `${path()} is a directory: expected the lock file of a run, or nothing`,
    );
  });

  it('fails without permission to write', () => {
    expect(() => lock('/dev/null/run')).toThrow(RunError);
  });
});

describe('a held lock', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('shows signs of life until it is released', () => {
    const release = lock(directory);
    const written = text();
    utimesSync(path(), 1, 1);
    vi.advanceTimersByTime(6_000);
    expect(statSync(path()).mtimeMs).toBeGreaterThan(1e12);
    expect(text()).toBe(written);
    release();
    vi.advanceTimersByTime(60_000);
    expect(existsSync(path())).toBe(false);
  });

  it('that another process has taken stops the run, and stays with that process', () => {
    const release = lock(directory);
    keepLock(directory);
    const other = foreign({ host: 'node7' });
    keepLock(directory);
    vi.advanceTimersByTime(6_000);
    expect(() => keepLock(directory)).toThrow(/lock: another process has taken the directory/);
    expect(() => keepLock(directory)).toThrow(RunError);
    release();
    expect(text()).toBe(other);
  });

  it('whose file was deleted stops the run, and does not blame another process', () => {
    const release = lock(directory);
    rmSync(path());
    vi.advanceTimersByTime(6_000);
    expect(() => keepLock(directory)).toThrow(/lock: the lock file was deleted while the run went on$/);
    release();
  });
});
