import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the tests and the programs that they start one directory for all temporary files, and removes it at the end. */
export default function setup(): () => void {
  const before = process.env['TMPDIR'];
  const directory = mkdtempSync(join(tmpdir(), 'memloop-tests-'));
  process.env['TMPDIR'] = directory;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(directory, { recursive: true, force: true });
  };
}
