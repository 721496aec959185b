import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** The next directory under runs/ that is not there yet, named after a task or a file. */
export function freeDirectory(what: string): string {
  const name = basename(what, extname(what));
  for (let i = 1; ; i++) {
    const directory = join('runs', `${name}-${i}`);
    if (!existsSync(directory)) return directory;
  }
}
