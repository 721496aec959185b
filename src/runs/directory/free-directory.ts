import { mkdirSync, rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RunError } from '../../core/errors.js';
import { printable } from '../../core/printable.js';
import { makeDirectory } from '../make-directory.js';

/** Directories that this process took, with absolute paths. */
const taken: string[] = [];

/**
 * Makes the next directory `name-1`, `name-2`, … that does not exist, so that programs that start at once get one each.
 * A directory that is empty when the program ends is removed.
 *
 * @throws RunError if it cannot be made
 */
export function freeDirectory(parent: string, name: string): string {
  // What no file system takes in a name, and what hides a file.
  const stem = printable(name).replaceAll(/[/\\:*?"<>|]/g, '_').replace(/^\.+/, '_') || 'run'; // prettier-ignore
  makeDirectory(parent);
  for (let i = 1; ; i++) {
    const directory = join(parent, `${stem}-${i}`);
    if (!made(directory)) continue;
    if (taken.push(resolve(directory)) === 1) process.once('exit', removeUnused);
    return directory;
  }
}

function made(directory: string): boolean {
  try {
    mkdirSync(directory);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new RunError(`${directory}: cannot be made: ${(error as Error).message}`);
  }
}

function removeUnused(): void {
  for (const directory of taken)
    try {
      rmdirSync(directory);
      rmdirSync(dirname(directory));
    } catch {
      // It holds results.
    }
}
