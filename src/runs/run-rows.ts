import { join } from 'node:path';
import { shown } from '../core/complaint.js';
import { RunError } from '../core/errors.js';
import type { Experiment } from '../experiment/experiment.js';
import { csvText } from './csv-text.js';
import { rowsPerRun, type Layout } from './layout.js';
import { LineReader } from './line-reader.js';
import { readNumbers } from './read-numbers.js';
import { runsOf, type RunRange } from './shards/shard.js';

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** A row of a table. */
interface RunRow {
  /** index of its condition */
  condition: number;
  /** index among the rows of its run */
  place: number;
  /** the numbers after the seed, NaN for an empty field; valid until the next row is read */
  readonly numbers: Float64Array;
}

/**
 * The rows of a table. Their order is fixed, so each row is checked for its condition, seed and episode; none can be
 * missing or double.
 *
 * @param wanted how many of the numbers of a row are needed; the others are only checked
 * @param range the runs that the table should have
 * @returns always the same object, with the numbers of the next row
 * @throws RunError that names file and row; the header is row 1
 */
export function* runRows(
  directory: string,
  layout: Layout,
  experiment: Experiment,
  wanted?: number,
  range: RunRange = runsOf(experiment),
): Generator<RunRow> {
  const path = join(directory, layout.file);
  const { conditions, firstSeed } = experiment;
  const perRun = rowsPerRun(layout);
  const expected = range.count * perRun;
  const row: RunRow = { condition: 0, place: 0, numbers: new Float64Array(layout.header.length - 2) };
  const fields = new RowFields(layout, row.numbers, wanted);
  const lines = new LineReader(path);
  try {
    let count = -1;
    for (; lines.more(); count++) {
      if (count < 0) {
        lines.text();
        continue;
      }
      if (count === expected)
        throw new RunError(`${path}: row ${count + 2}: got an extra row: expected ${expected} rows`);
      row.place = count % perRun;
      const run = range.first + Math.floor(count / perRun);
      row.condition = run % conditions.length;
      if (row.place === 0)
        fields.startRun(conditions[row.condition].name, firstSeed + Math.floor(run / conditions.length));
      // Words about a fault need the fields as text.
      if (!fields.read(lines, row.place)) fields.readText(lines, row.place, `${path}: row ${count + 2}`);
      yield row;
    }
    if (count < expected)
      throw new RunError(
        `${path}: got ${Math.max(count, 0)} rows: expected ${expected}, with every condition and every seed`,
      );
  } finally {
    lines.close();
  }
}

/** The fields of the rows of a run, one row after the other. */
class RowFields {
  private readonly optional: boolean[];
  /** the number of each episode with its comma, as bytes */
  private readonly episodes: Buffer[] | undefined;
  private key: string[] = [];
  private start = Buffer.alloc(0);
  /** the condition and the start of its rows as older tables have them: a name that begins like a formula stands bare */
  private bareName = '';
  private bareStart: Buffer | undefined;

  constructor(
    private readonly layout: Layout,
    private readonly numbers: Float64Array,
    private readonly wanted?: number,
  ) {
    this.optional = layout.header.slice(2).map((name) => layout.optional?.includes(name) ?? false);
    this.episodes = layout.episodes?.map((episode) => Buffer.from(`${episode},`));
  }

  startRun(condition: string, seed: number): void {
    this.key = [csvText(condition), String(seed)];
    this.start = Buffer.from(`${this.key.join()},`);
    this.bareName = condition;
    this.bareStart = this.key[0] === condition ? undefined : Buffer.from(`${condition},${seed},`);
  }

  /** Reads the next line as the row at a place of the run, if it is as expected; whether it is. */
  read(lines: LineReader, place: number): boolean {
    const { layout, numbers, episodes } = this;
    let at = behind(lines.bytes, lines.at, this.start);
    if (at < 0 && this.bareStart) at = behind(lines.bytes, lines.at, this.bareStart);
    if (episodes && at >= 0) {
      at = behind(lines.bytes, at, episodes[place]);
      numbers[0] = layout.episodes![place];
    }
    if (at >= 0) at = readNumbers(lines.bytes, at, numbers, episodes ? 1 : 0, this.optional, this.wanted);
    if (at >= 0) lines.at = at;
    return at >= 0;
  }

  /** The same by its text. @throws RunError that starts with `where` */
  readText(lines: LineReader, place: number, where: string): void {
    const { layout, key, numbers } = this;
    const fields = lines.text().split(',');
    const episode = layout.episodes ? [String(layout.episodes[place])] : [];
    if (fields[0] === this.bareName) fields[0] = key[0];
    checkRow(fields, [...key, ...episode], layout, where);
    numbers.set(fields.slice(2).map((field) => (field === '' ? NaN : Number(field))));
  }
}

/** The offset behind an expected text; −1 if there is another one. */
function behind(bytes: Uint8Array, at: number, expected: Uint8Array): number {
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return -1;
  return at + expected.length;
}

/** The number of runs from the start of a table, of `runs` that should be there, whose rows are right; and the first fault. */
export function goodRuns(
  directory: string,
  layout: Layout,
  experiment: Experiment,
  runs: number,
  range?: RunRange,
): { good: number; fault?: RunError } {
  const perRun = rowsPerRun(layout);
  let rows = 0;
  try {
    if (runs > 0)
      for (const _ of runRows(directory, layout, experiment, undefined, range))
        if (++rows === runs * perRun) break;
    return { good: runs };
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    return { good: Math.floor(rows / perRun), fault: error };
  }
}

function checkRow(fields: string[], key: string[], { header, optional }: Layout, where: string): void {
  const isValid = (field: string, i: number) =>
    i < key.length
      ? field === key[i]
      : NUMBER.test(field) || (field === '' && (optional?.includes(header[i]) ?? false));
  const wrong = fields.findIndex((field, i) => i >= header.length || !isValid(field, i));
  if (wrong < 0 && fields.length === header.length) return;
  const column = wrong < 0 ? fields.length : wrong;
  const expected = column < key.length ? shown(key[column]) : 'a number';
  throw new RunError(
    `${where}: got ${shown(fields[column])} as ${header[column] ?? 'an extra field'}: expected ${column < header.length ? expected : 'nothing'}`,
  );
}
