import { readFileSync } from 'node:fs';
import { parseProbes, type Probes } from '../../../identify/probes.js';

/** The probes of a CSV file. Columns may be separated by semicolons; numbers then may have decimal commas. */
export function readProbes(path: string): Probes {
  const text = readFileSync(path, 'utf8');
  const [heading] = text.split('\n', 1);
  return parseProbes(heading.includes(';') ? text.replaceAll(',', '.').replaceAll(';', ',') : text, path);
}
