import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { RunError } from '../core/errors.js';

/** Makes a directory and those that it lies in, unless they are there. @param wanted what is to be written there @throws RunError that names that and the reason */
export function makeDirectory(path: string, wanted = path): void {
  try {
    make(path);
  } catch (error) {
    throw new RunError(`${wanted}: cannot be written: ${(error as Error).message}`);
  }
}

/** Node's own recursive way never ends below /proc, which says of every new directory that its parent is not there. */
function make(path: string): void {
  if (isDirectory(path)) return;
  if (dirname(path) !== path) make(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isDirectory(path)) throw error;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
