import { inUnit, scaledUnit } from '../../core/scaled-unit.js';
import { drawing, element, word } from './svg.js';
import { valueBar, VALUE_BAR } from './value-bar.js';
import { viridis } from './viridis.js';
import type { RunView } from './wire.js';

const NAMES = 84;
const HEAD = 18;

/** Conductance of each device, siemens, cells × heads: its weight within its window. */
export function conductances({ windows }: Pick<RunView, 'windows'>, weights: readonly number[]): number[] {
  return weights.map((weight, device) => {
    const [low, high] = windows[device];
    return low + weight * (high - low);
  });
}

/** The crossbar: one row for each of its columns of weights, one square a device, coloured by a number. @param values cells × heads @param unit of them, none for weights */
export function weightMap(
  view: Pick<RunView, 'heads' | 'cells' | 'headNames'>,
  values: readonly number[],
  unit: string,
  width: number,
): string {
  const { heads, cells, headNames } = view;
  const room = width - NAMES - VALUE_BAR;
  const square = Math.max(room / cells, 1);
  const tall = Math.min(Math.max(square, 14), 26);
  const scaled = unit === '' ? { name: '', factor: 1 } : scaledUnit(unit, values);
  const range = [Math.min(0, ...values), Math.max(unit === '' ? 1 : 0, ...values)] as const;
  const rows = heads.map((_, head) => {
    const y = HEAD + head * tall;
    const name = word(headNames[head], NAMES - 8, y + 0.68 * tall, { class: 'row-name' });
    const squares = Array.from({ length: cells }, (_, cell) => {
      const share = (values[cell * heads.length + head] - range[0]) / (range[1] - range[0] || 1);
      const gap = square > 6 ? 1 : 0;
      return element('rect', {
        x: NAMES + cell * square,
        y: y + 0.5,
        width: square - gap,
        height: tall - 1,
        fill: viridis(share),
      });
    });
    return name + squares.join('');
  });
  const ends = range.map((end) => Number(inUnit(end, scaled))) as [number, number];
  const height = Math.max(HEAD + heads.length * tall + 4, 84);
  return drawing(
    unit === '' ? 'Weights of all devices' : 'Conductance of all devices',
    width,
    height,
    word(`cell 0 to ${cells - 1}`, NAMES, 12, { class: 'quiet' }),
    ...rows,
    valueBar(width, height, ends, scaled.name || 'weight'),
  );
}
