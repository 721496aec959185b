import { renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RunError } from '../core/errors.js';
import { makeDirectory } from './make-directory.js';

/** Writes a file completely or not at all. @throws RunError that names path and reason */
export function writeWhole(path: string, text: string | Uint8Array): void {
  madeWhole(path, (part) => writeFileSync(part, text));
}

/** Lets a file be written completely or not at all. @param write writes it at the path that it gets @throws RunError that names path and reason */
export function madeWhole(path: string, write: (part: string) => void): void {
  makeDirectory(dirname(path), path);
  const part = `${path}.part`;
  try {
    write(part);
    renameSync(part, path);
  } catch (error) {
    discard(part);
    if (error instanceof RunError) throw error;
    throw new RunError(`${path}: cannot be written: ${(error as Error).message}`);
  }
}

function discard(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // The file does not exist, or cannot be removed.
  }
}
