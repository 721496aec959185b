import { readFileSync } from 'node:fs';
import { UsageError } from '../../../core/errors.js';
import { parseProbes, type Probes } from '../../../identify/probes.js';

/** The probes of a CSV file. Columns may be separated by semicolons; numbers then may have decimal commas. */
export function readProbes(path: string): Probes {
  const text = textOf(path);
  const [heading] = text.split('\n', 1);
  return parseProbes(heading.includes(';') ? text.replaceAll(',', '.').replaceAll(';', ',') : text, path);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new UsageError(
        `${path}: no such file: expected a CSV file of probes, a port, an experiment or a run`,
      );
    throw new UsageError(
      `${path}: got ${code} when reading it: expected a CSV file of probes that can be read`,
    );
  }
}
