import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { RunError } from '../../core/errors.js';
import { writeWhole } from '../../runs/write-whole.js';
import type { Cell } from '../compare/cells.js';
import type { Point } from './search-space.js';

/** Where a trial belongs. */
type Place = Pick<Cell, 'scheme' | 'bank' | 'noise'>;

/** A line of the record: the scores of a point with the seeds from number `from` on. */
interface Line extends Place {
  settings: Point;
  from: number;
  scores: readonly number[];
}

/** The trials of all searches of a comparison, in a file of JSON lines that grows while they run, so that a search goes on after an interruption where it was. */
export class TrialRecord {
  private readonly lines = new Map<string, Line>();

  /** @throws RunError if the file cannot be read */
  constructor(private readonly path: string) {
    if (existsSync(path)) for (const line of wholeLines(path)) this.lines.set(keyOf(line, line), line);
    this.write();
  }

  /** The scores of a trial, if it is there already. */
  known(place: Place, settings: Point, from: number): readonly number[] | undefined {
    return this.lines.get(keyOf(place, { settings, from }))?.scores;
  }

  add({ scheme, bank, noise }: Place, settings: Point, from: number, scores: readonly number[]): void {
    const line = { scheme, bank, noise, settings, from, scores };
    this.lines.set(keyOf(line, line), line);
    try {
      appendFileSync(this.path, `${JSON.stringify(line)}\n`);
    } catch (error) {
      throw new RunError(`${this.path}: cannot be written: ${(error as Error).message}`);
    }
  }

  /** Writes the lines in an order that does not depend on the number of workers. */
  write(): void {
    const sorted = [...this.lines]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, line]) => JSON.stringify(line));
    writeWhole(this.path, sorted.map((line) => `${line}\n`).join(''));
  }
}

/** The lines of a record; the last one may be cut off by a kill. */
function wholeLines(path: string): Line[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  lines.pop();
  return lines.map((line, i) => {
    try {
      return JSON.parse(line) as Line;
    } catch {
      throw new RunError(`${path}: line ${i + 1}: got ${line.slice(0, 40)}: expected a trial as JSON; remove that line`);
    }
  });
} // prettier-ignore

function keyOf({ scheme, bank, noise }: Place, { settings, from }: Pick<Line, 'settings' | 'from'>): string {
  return JSON.stringify([noise, bank, scheme, settings, from]);
}
