import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RunError, UsageError } from '../core/errors.js';
import { makeDirectory } from './make-directory.js';

/** Paths of the locks that this process holds. */
const held = new Set<string>();

/**
 * Reserves a run's directory for this process, by a file with its process id. Returns a function that releases the
 * directory. The lock of a process that has ended is ignored.
 *
 * @throws UsageError if another process holds it, RunError if it cannot be written
 */
export function lock(directory: string): () => void {
  const path = join(resolve(directory), 'lock');
  if (!take(path)) {
    refuseIfAlive(path, directory);
    rmSync(path, { force: true });
    if (!take(path)) refuse(directory, path, 'another process');
  }
  held.add(path);
  return () => {
    held.delete(path);
    remove(path);
  };
}

function take(path: string): boolean {
  makeDirectory(dirname(path));
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    remove(path);
    throw new RunError(`${path}: cannot be written: ${(error as Error).message}`);
  }
}

function refuseIfAlive(path: string, directory: string): void {
  const owner = ownerOf(path);
  // Our own id on a lock that we do not hold is from an earlier process, as in a restarted container.
  const dead = owner === undefined || (owner === process.pid ? !held.has(path) : !isAlive(owner));
  if (!dead) refuse(directory, path, owner > 0 ? `process ${owner}` : 'another process');
}

function refuse(directory: string, path: string, owner: string): never {
  throw new UsageError(
    `${directory} is being written by ${owner}; wait until it ends, or remove ${path} if no run is using it`,
  );
}

/** The process id in a lock: undefined if the lock does not exist, 0 if it has no id. */
function ownerOf(path: string): number | undefined {
  try {
    return Math.trunc(Number(readFileSync(path, 'utf8'))) || 0;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  // A lock without an id is just being written.
  if (pid <= 0) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The next process finds the lock of a process that has ended, and ignores it.
  }
}
