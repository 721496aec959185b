import { line, type Markish } from '@observablehq/plot';
import type { PooledSound } from './pooled-sound.js';

const LEVELS = 12;
/** This far below the loudest, all is white, in dB. */
const DEPTH = 45;
/** The least that counts as the loudest, in dB: silence stays white. */
const QUIET = -65;
const [LIGHTEST, DARKEST] = [242, 17];

/** Levels as squares: those of one level are one path of thick lines, which keeps the drawing small. @param start of the first column, in s @param thickness of a band, in pixels */
export function spectrogramMark({ columns, step, level }: PooledSound, bands: number, start: number, thickness: number): Markish {
  const loudest = level.reduce((most, value) => Math.max(most, value), QUIET);
  const shadeOf = (value: number) => Math.max(0, Math.ceil(LEVELS * (1 + (value - loudest) / DEPTH)) - 1);
  const points: { shade: number; x: number; y: number }[] = [];
  for (let band = 0; band < bands; band++) {
    let from = 0;
    const of = (column: number) => shadeOf(level[column * bands + band]);
    for (let column = 1; column <= columns; column++) {
      if (column < columns && of(column) === of(from)) continue;
      const ends = [start + from * step, start + column * step, NaN];
      for (const x of ends) points.push({ shade: of(from), x, y: band + 0.5 });
      from = column;
    }
  }
  return line(points, {
    x: 'x',
    y: 'y',
    z: 'shade',
    stroke: ({ shade }: { shade: number }) => grey(shade),
    strokeWidth: thickness + 0.4,
    strokeLinecap: 'butt',
    shapeRendering: 'crispEdges',
  });
} // prettier-ignore

function grey(shade: number): string {
  const value = Math.round(LIGHTEST + ((DARKEST - LIGHTEST) * shade) / (LEVELS - 1));
  return `rgb(${value},${value},${value})`;
}

/** Where a frequency stands among bands of unit height. @param hertz the middles of the bands, rising */
export function bandAt(hertz: readonly number[], frequency: number): number {
  let band = 0;
  while (band + 2 < hertz.length && hertz[band + 1] < frequency) band++;
  return band + 0.5 + (frequency - hertz[band]) / (hertz[band + 1] - hertz[band]);
}
