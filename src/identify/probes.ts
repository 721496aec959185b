import { UsageError } from '../core/errors.js';

/** Inputs that an unknown network or board was given, with the outputs that it gave. */
export interface Probes {
  readonly count: number;
  readonly inputs: number;
  readonly outputs: number;
  /** [input × count + probe] */
  readonly x: Float64Array;
  /** [output × count + probe] */
  readonly y: Float64Array;
}

/**
 * Probes from the text of a CSV file: a heading with the inputs x1, x2, … and the outputs y1, y2, …, and a row for each probe.
 * @param file its name, for errors
 * @throws UsageError for another heading, or a cell that is no finite number
 */
export function parseProbes(text: string, file: string): Probes {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const heading = cellsOf(lines[0]);
  const columns = [placesOf(heading, 'x'), placesOf(heading, 'y')];
  const [inputs, outputs] = columns.map(({ length }) => length);
  if (inputs === 0 || outputs === 0 || inputs + outputs !== heading.length)
    throw new UsageError(
      `${file}: got the heading "${lines[0].slice(0, 60)}": expected inputs and outputs, as in "x1,x2,y1"`,
    );
  const rows = lines.flatMap((line, l) =>
    l === 0 || line.trim() === '' ? [] : [numbersOf(line, l + 1, heading, file)],
  );
  const take = (places: readonly number[]) =>
    Float64Array.from(places.flatMap((place) => rows.map((row) => row[place])));
  const [x, y] = columns.map(take);
  return { count: rows.length, inputs, outputs, x, y };
}

/** Where the columns x1, x2, … stand; up to the first that is missing. */
function placesOf(heading: readonly string[], letter: string): number[] {
  const places: number[] = [];
  for (
    let place = heading.indexOf(`${letter}1`);
    place >= 0;
    place = heading.indexOf(`${letter}${places.length + 1}`)
  )
    places.push(place);
  return places;
}

function numbersOf(line: string, number: number, heading: readonly string[], file: string): number[] {
  const cells = cellsOf(line);
  const place = `${file}, line ${number}`;
  if (cells.length !== heading.length)
    throw new UsageError(
      `${place}: got ${cells.length} cells: expected ${heading.length}, one for each column`,
    );
  return cells.map((cell, i) => {
    const value = Number(cell);
    if (cell !== '' && Number.isFinite(value)) return value;
    throw new UsageError(`${place}: got "${cell}" as ${heading[i]}: expected a finite number`);
  });
}

function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.trim());
}
