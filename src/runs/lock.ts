import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RunError, UsageError } from '../core/errors.js';
import { makeDirectory } from './make-directory.js';

/** The locks of this process. */
const held = new Set<string>();

/**
 * Takes a run's directory for this process alone, by a file that holds its id, and returns how to give it back.
 * The lock of a process that is dead counts for nothing.
 *
 * @throws UsageError if another process has it, RunError if it cannot be written
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
    giveBack(path);
  };
}

function take(path: string): boolean {
  makeDirectory(dirname(path));
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    giveBack(path);
    throw new RunError(`${path}: cannot be written: ${(error as Error).message}`);
  }
}

function refuseIfAlive(path: string, directory: string): void {
  const owner = ownerOf(path);
  // Our own id on a lock that is not ours is that of an earlier process, as in a container that was started anew.
  const dead = owner === undefined || (owner === process.pid ? !held.has(path) : !isAlive(owner));
  if (!dead) refuse(directory, path, owner > 0 ? `process ${owner}` : 'another process');
}

function refuse(directory: string, path: string, owner: string): never {
  throw new UsageError(
    `${directory} is being written by ${owner}: wait for it to end, or remove ${path} if it does not belong to a run`,
  );
}

/** The process that a lock belongs to: undefined if the lock is gone, 0 if it does not say. */
function ownerOf(path: string): number | undefined {
  try {
    return Math.trunc(Number(readFileSync(path, 'utf8'))) || 0;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  // A lock that does not say its process is one that is just being written.
  if (pid <= 0) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function giveBack(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Whoever comes next finds the lock of a dead process.
  }
}
