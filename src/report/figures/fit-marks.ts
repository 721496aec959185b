import { line, lineY, type Markish } from '@observablehq/plot';
import type { ScaledUnit } from '../../core/scaled-unit.js';
import type { ConditionStyle } from '../page/condition-style.js';

/** A reading or a fitted value, with branch (SET or RESET), cycle and pulses applied. */
interface Point {
  branch: string;
  cycle: number;
  pulse: number;
  /** conductance in the unit of the figure */
  scaled: number;
}

const CHANNELS = { fx: 'branch', x: 'pulse', y: 'scaled', z: 'cycle' };

/** Rows [cycle][pulse], siemens, as points in a unit. */
export function pointsOf({ factor }: ScaledUnit, branch: string, rows: Float64Array[]): Point[] {
  return rows.flatMap((row, cycle) =>
    Array.from(row, (siemens, pulse) => ({ branch, cycle, pulse, scaled: siemens * factor })),
  );
}

/** Every point as a faint round dot; one path per cycle, of lines with length 0, keeps the file small. */
export function dots(points: Point[]): Markish {
  const separated = points.flatMap((point) => [point, { ...point, scaled: NaN }]);
  return line(separated, { ...CHANNELS, strokeWidth: 1.7, strokeLinecap: 'round', strokeOpacity: 0.2 });
}

/** One line per cycle and branch. */
export function lines(points: Point[], { colour, dash, strokeWidth }: ConditionStyle): Markish {
  return lineY(points, { ...CHANNELS, stroke: colour, strokeDasharray: dash, strokeWidth });
}

/** Differences of rows, cycle by cycle. */
export function differences(rows: Float64Array[], fits: Float64Array[]): Float64Array[] {
  return rows.map((row, cycle) => row.map((value, pulse) => value - fits[cycle][pulse]));
}

/** Mean over cycles. */
export function meanRow(rows: Float64Array[]): Float64Array {
  return rows[0].map((_, pulse) => rows.reduce((sum, row) => sum + row[pulse], 0) / rows.length);
}
