import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RunError, UsageError } from '../core/errors.js';
import { isHere, isRunning, ownerIn, thisOwner } from './directory/owner.js';
import { putBack } from './directory/put-back.js';
import { makeDirectory } from './make-directory.js';

/** A sign of life is written this often, and a process of another host without one for so long has ended. */
const BEAT_MILLISECONDS = 5_000;
const STALE_MILLISECONDS = 60_000;

interface Held {
  readonly text: string;
  readonly timer: NodeJS.Timeout;
  beat: number;
}

/** The locks that this process holds, by path. */
const held = new Map<string, Held>();

/**
 * Reserves a run's directory for this process, by a file that names the process and its host. Returns a function that
 * releases the directory. The lock of a process that has ended is taken over. On another host or in another container
 * its process id says nothing: there it has ended when it has given no sign of life for a minute.
 *
 * @throws UsageError if another process holds it, RunError if it cannot be written
 */
export function lock(directory: string): () => void {
  const path = pathIn(directory);
  const text = `${JSON.stringify(thisOwner(randomUUID()))}\n`;
  if (!take(path, text)) {
    removeDead(path, directory);
    if (!take(path, text)) refuse(directory, path, 'another process');
  }
  const timer = setInterval(() => beat(path), BEAT_MILLISECONDS).unref();
  held.set(path, { text, timer, beat: Date.now() });
  return () => release(path);
}

/**
 * Shows that the process that holds a directory goes on. To be called before results are written.
 *
 * @throws RunError if another process has taken the directory, as it may after a long sleep
 */
export function keepLock(directory: string): void {
  const path = pathIn(directory);
  const mine = held.get(path);
  if (!mine || Date.now() - mine.beat < BEAT_MILLISECONDS || beat(path)) return;
  if (existsSync(path))
    throw new TakenDirectory(`${path}: another process has taken the directory, so this one writes no more`);
  throw new RunError(`${path}: the lock file was deleted while the run went on`);
}

/** Whether a process holds a directory, on this host or on another. */
export function isTaken(directory: string): boolean {
  const there = readLock(pathIn(directory));
  if (there === undefined) return false;
  const owner = ownerIn(there.text);
  return owner && isHere(owner) ? isRunning(owner) : Math.abs(there.age) < STALE_MILLISECONDS;
}

/** The error of a process whose directory another process has taken, and goes on with. */
export class TakenDirectory extends RunError {}

function pathIn(directory: string): string {
  return join(resolve(directory), 'lock');
}

function take(path: string, text: string): boolean {
  makeDirectory(dirname(path));
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    remove(path);
    throw new RunError(`${path}: cannot be written: ${(error as Error).message}`);
  }
}

/** Writes a lock again where it is still ours, so that its time is that of the file system. @returns whether it is */
function beat(path: string): boolean {
  const mine = held.get(path);
  if (!mine) return false;
  try {
    // The descriptor stays with the file, wherever another process moves it.
    const file = openSync(path, 'r+');
    try {
      if (readFileSync(file, 'utf8') !== mine.text) return false;
      writeSync(file, mine.text, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // A full disk takes no sign of life, and the lock is there all the same.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
  }
  mine.beat = Date.now();
  return true;
}

/** Removes the lock of a process that has ended. @throws UsageError if it has not */
function removeDead(path: string, directory: string): void {
  const there = readLock(path);
  if (there === undefined) return;
  const { text, age } = there;
  const owner = ownerIn(text);
  if (owner && isHere(owner)) {
    // Our own id on a lock that we do not hold is of an earlier process, as in a restarted container.
    const isAlive = owner.pid === process.pid ? held.has(path) : isRunning(owner);
    if (isAlive) refuse(directory, path, `process ${owner.pid}`);
  } else if (Math.abs(age) < STALE_MILLISECONDS) {
    const seconds = `its last sign of life is ${Math.round(Math.abs(age) / 1000)} s ${age < 0 ? 'in the future' : 'old'}`;
    refuse(
      directory,
      path,
      owner ? `process ${owner.pid} on host ${owner.host} (${seconds})` : 'another process',
    );
  }
  moveAway(path, text, directory);
}

/** Moves a lock away, and back if another process has taken it meanwhile. */
function moveAway(path: string, text: string, directory: string): void {
  const away = `${path}.${randomUUID()}`;
  try {
    renameSync(path, away);
  } catch {
    // Another process was faster; whether it holds the lock is seen next.
    return;
  }
  if (readFileSync(away, 'utf8') === text) return remove(away);
  putBack(away, path);
  refuse(directory, path, 'another process');
}

/** The text of a lock, and its age in milliseconds by the clock of the file system; undefined if there is none. */
function readLock(path: string): { text: string; age: number } | undefined {
  const probe = `${path}.${randomUUID()}`;
  try {
    if (statSync(path).isDirectory())
      throw new UsageError(
        `${path} is a directory: expected the lock file of a run, or nothing; rename it, or choose a new directory with --out`,
      );
    // Opened anew, because a network file system may remember an old time.
    const file = openSync(path, 'r');
    try {
      writeFileSync(probe, '.');
      const now = timeOf(probe);
      return { text: readFileSync(file, 'utf8'), age: now - fstatSync(file).mtimeMs };
    } finally {
      closeSync(file);
      remove(probe);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new RunError(`${path}: cannot be read: ${(error as Error).message}`);
  }
}

function timeOf(path: string): number {
  const file = openSync(path, 'r');
  try {
    return fstatSync(file).mtimeMs;
  } finally {
    closeSync(file);
  }
}

function refuse(directory: string, path: string, owner: string): never {
  throw new UsageError(
    `${directory} is being written by ${owner}; wait until it ends, or remove ${path} if no run is using it`,
  );
}

function release(path: string): void {
  const mine = held.get(path);
  if (!mine) return;
  clearInterval(mine.timer);
  held.delete(path);
  try {
    if (readFileSync(path, 'utf8') === mine.text) remove(path);
  } catch {
    // It is gone already.
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The next process finds the lock of a process that has ended, and takes it over.
  }
}
