import { readFileSync, statSync, type Stats } from 'node:fs';
import { textOfBytes } from './text-of-bytes.js';

/** The bytes of a file. @throws Error with the reason: nothing is there, it may not be read, or it is no file */
export function readBytes(path: string): Uint8Array {
  try {
    const found = statSync(path);
    // A pipe may never end, and gives its bytes only once.
    if (found.isFile()) return readFileSync(path);
    throw new Error(`it is ${kindOf(found)}: expected a file`);
  } catch (error) {
    throw new Error(reasonOf(error as NodeJS.ErrnoException), { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
};

/** Why something of the file system failed, in words. */
function reasonOf({ code = '', message }: NodeJS.ErrnoException): string {
  return REASONS[code] ?? message;
}

/** The text of a file in any usual encoding. @throws Error with the reason: as `readBytes`, or it is no text */
export function readText(path: string): string {
  const { text } = textOfBytes(readBytes(path));
  const odd = text.indexOf('\0');
  if (odd < 0) return text;
  throw new Error(`line ${text.slice(0, odd).split('\n').length} has a NUL byte: expected text`);
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a directory';
  return found.isFIFO() || found.isSocket() ? 'a pipe' : 'a device of the system';
}
