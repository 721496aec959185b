import { line, lineY, type Markish } from '@observablehq/plot';
import type { ConditionStyle } from '../page/condition-style.js';

/** One reading or fitted value: branch SET or RESET, cycle, pulses applied and microsiemens. */
export interface Point {
  branch: string;
  cycle: number;
  pulse: number;
  microsiemens: number;
}

const CHANNELS = { fx: 'branch', x: 'pulse', y: 'microsiemens', z: 'cycle' };

/** Rows of [cycle][pulse] in siemens as points in microsiemens. */
export function pointsOf(branch: string, rows: Float64Array[]): Point[] {
  return rows.flatMap((row, cycle) =>
    Array.from(row, (siemens, pulse) => ({ branch, cycle, pulse, microsiemens: siemens * 1e6 })),
  );
}

/** Every point as a faint round dot; one path a cycle, of lines that lead nowhere, so that files stay small. */
export function dots(points: Point[]): Markish {
  const apart = points.flatMap((point) => [point, { ...point, microsiemens: NaN }]);
  return line(apart, { ...CHANNELS, strokeWidth: 1.7, strokeLinecap: 'round', strokeOpacity: 0.2 });
}

/** One line a cycle and branch. */
export function lines(points: Point[], { colour, strokeWidth }: ConditionStyle): Markish {
  return lineY(points, { ...CHANNELS, stroke: colour, strokeWidth });
}

/** Row minus row, cycle by cycle. */
export function differences(rows: Float64Array[], fits: Float64Array[]): Float64Array[] {
  return rows.map((row, cycle) => row.map((value, pulse) => value - fits[cycle][pulse]));
}

/** The mean over cycles. */
export function average(rows: Float64Array[]): Float64Array {
  return rows[0].map((_, pulse) => rows.reduce((sum, row) => sum + row[pulse], 0) / rows.length);
}
