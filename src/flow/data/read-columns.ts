import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { readText } from '../../core/read-text.js';
import type { FlowData } from './flow-data.js';

/** Samples from a CSV file with a heading: named columns are targets, all others inputs. @throws UsageError that names file and line */
export function readColumns(path: string, targets: readonly string[]): FlowData {
  const lines = textOf(path).split(/\r?\n/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  const names = (lines[0] ?? '').split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  for (const target of targets)
    if (!names.includes(target))
      throw new UsageError(
        `${path}:1: got no column "${target}": expected one of ${names.join(', ')}${nearest(target, names)}`,
      );
  const inputs = names.filter((name) => !targets.includes(name));
  if (inputs.length === 0)
    throw new UsageError(`${path}:1: got targets alone: expected at least one more column, for inputs`);
  const rows = lines.slice(1).map((line, n) => numbersOf(path, n + 2, line, names.length));
  if (rows.length === 0) throw new UsageError(`${path}: got no rows below the heading: expected samples`);
  const column = (wanted: readonly string[]) =>
    Float64Array.from(
      wanted.flatMap((name) => {
        const at = names.indexOf(name);
        return rows.map((row) => row[at]);
      }),
    );
  const samples = { count: rows.length, inputs: column(inputs), targets: column(targets) };
  return { inputs: inputs.length, outputs: targets.length, samples };
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new UsageError(`${path}: cannot read the samples: ${(error as Error).message}`);
  }
}

function numbersOf(path: string, place: number, line: string, width: number): number[] {
  const cells = line.split(',');
  if (cells.length !== width)
    throw new UsageError(`${path}:${place}: got ${cells.length} cells: expected ${width}, as the heading has`);
  return cells.map((cell) => {
    const number = Number(cell);
    if (cell.trim() !== '' && Number.isFinite(number)) return number;
    throw new UsageError(`${path}:${place}: got "${cell.trim()}": expected a number`);
  });
} // prettier-ignore
