import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const NAME = 'memloop-tests-';

/** Gives the tests and the programs that they start one directory for all temporary files, and removes it at the end. */
export default function setup(): (() => void) | undefined {
  // Vitest asks once for each of its projects.
  if (basename(tmpdir()).startsWith(NAME)) return undefined;
  const before = process.env['TMPDIR'];
  const directory = mkdtempSync(join(tmpdir(), NAME));
  process.env['TMPDIR'] = directory;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(directory, { recursive: true, force: true });
  };
}
