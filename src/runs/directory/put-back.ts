import { linkSync, renameSync, rmSync } from 'node:fs';

/** Gives a file that was moved away its name again, unless another process has taken the name; then the file is gone. */
export function putBack(away: string, path: string): void {
  try {
    linkSync(away, path);
  } catch (error) {
    // Not every file system has links.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return renameSync(away, path);
  }
  rmSync(away, { force: true });
}
