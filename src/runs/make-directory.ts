import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { RunError } from '../core/errors.js';

/** Makes a directory and its parents if they do not exist. @param target file that will be written there @throws RunError that names the target and the reason */
export function makeDirectory(path: string, target = path): void {
  try {
    make(path);
  } catch (error) {
    throw new RunError(`${target}: cannot be written: ${(error as Error).message}`);
  }
}

/** Node's `recursive` never ends below /proc, where making a directory always fails with a missing parent. */
function make(path: string): void {
  if (isDirectory(path)) return;
  if (dirname(path) !== path) make(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (isDirectory(path)) return;
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new Error(`${path} is a link to nothing; make what it points to, or choose another directory`, {
        cause: error,
      });
    throw error;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
