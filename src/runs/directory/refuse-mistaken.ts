import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { RunError, UsageError } from '../../core/errors.js';

/** What desktops and network file systems leave in a directory, and what a killed program of ours leaves. */
const LITTER = /^(\.DS_Store|Thumbs\.db|desktop\.ini|\.nfs.*|lost\+found|lock.*|.*\.part)$/;
const REMEDY = 'choose a new directory with --out';
/** Names that a sentence can hold. */
const NAMED = 3;

/**
 * Refuses a directory for results that was chosen by mistake: a file, a home directory, or one with files that are not
 * ours. One that does not exist is right.
 *
 * @param isOurs whether a name in it is of results @param mixed whether other files may stand beside ours
 * @throws UsageError in one sentence, RunError if it cannot be read
 */
export function refuseMistaken(written: string, isOurs: (name: string) => boolean, mixed = false): void {
  const directory = written || resolve('');
  const names = namesIn(directory);
  if (names === undefined) return;
  if (isHome(directory))
    throw new UsageError(`${directory} is a home or root directory: expected a directory for these results alone; ${REMEDY}`);
  const others = names.filter((name) => !isOurs(name) && !LITTER.test(name)).sort();
  if (others.length === 0 || (mixed && others.length < names.length)) return;
  const rest = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
  throw new UsageError(
    `${directory} holds other files (${others.slice(0, NAMED).join(', ')}${rest}): expected an empty directory; ${REMEDY}`,
  );
} // prettier-ignore

/** The names in a directory; undefined if there is nothing of its path. @throws UsageError if it is no directory */
function namesIn(directory: string): string[] | undefined {
  try {
    const found = statSync(directory, { throwIfNoEntry: false });
    if (found === undefined) return missing(directory);
    if (!found.isDirectory()) throw new UsageError(`${directory} is a file: expected a directory; ${REMEDY}`);
    return readdirSync(directory);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // A parent that is a file is refused where the directory is made.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw new RunError(`${directory}: cannot be read: ${(error as Error).message}`);
  }
}

/** Nothing at a path, which is right unless a link points there. */
function missing(directory: string): undefined {
  if (lstatSync(directory, { throwIfNoEntry: false }) === undefined) return undefined;
  throw new UsageError(`${directory} is a link to a directory that does not exist: expected a directory; make it, or ${REMEDY}`);
} // prettier-ignore

/** Whether a directory is the user's home, or holds the homes of all, or everything. */
function isHome(directory: string): boolean {
  const path = realpathSync(resolve(directory));
  if (path === dirname(path)) return true;
  try {
    const home = realpathSync(homedir());
    return path === home || path === dirname(home);
  } catch {
    // A user of a container may have no home.
    return false;
  }
}
