import { cell, text } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../../marks/axes.js';
import { FONT_SIZE, FULL_WIDTH, svgOf, type Figure } from '../../marks/figure.js';
import { few } from '../flow-words.js';
import { inUnit, plusMinus } from './identify-words.js';
import type { Shown } from './linear-answer.js';

/** Larger maps have colours alone. */
const MOST_WRITTEN = { columns: 9, rows: 40 };
const NARROW_COLUMNS = 4;
/** Share of the largest weight from which white letters are more legible. */
const DARK = 0.62;
const CELL = { written: 34, coloured: 18 };
/** Width of a cell at most, pixels. */
const WIDEST = 110;
/** Width of a drawing for a small screen, pixels. */
const NARROW = 350;
/** Names along an axis. */
const NAMES = 12;
/** Width of a letter, pixels. */
const LETTER = 6;

/** A weight in the unit that is shown. */
interface MapEntry {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** half of its interval */
  readonly half: number;
}

/** Weights as a map: what their rows and columns are called. */
export interface WeightMap {
  readonly entries: readonly MapEntry[];
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly axes: readonly [row: string, column: string];
  readonly weight: Shown;
}

/** Weights as coloured cells, with their numbers where there is room. */
export function weightMap(map: WeightMap, words: Omit<Figure, 'svg' | 'name'>): Figure {
  const { entries, rows, columns, weight } = map;
  const isWritten = columns.length <= MOST_WRITTEN.columns && rows.length <= MOST_WRITTEN.rows;
  const isSigned = entries.some(({ value }) => value < 0);
  const most = Math.max(...entries.map(({ value }) => Math.abs(value)));
  const unit = weight.unit ? ` ${weight.unit}` : '';
  const colours = isSigned ? `Red is positive, blue negative, pale near 0; the darkest is ±${few(most)}` : `Pale is 0, dark is ${few(most)}`;
  const numbers = isWritten ? 'Below each weight: half of its 95 % interval.' : 'weights.csv has every number with its interval.';
  return {
    ...words,
    name: 'matrix',
    caption: `${words.caption} ${colours}${unit}. ${numbers}`,
    svg: draw(map, { isWritten, isSigned, most, width: FULL_WIDTH }),
    ...(isWritten && columns.length <= NARROW_COLUMNS && { narrow: draw(map, { isWritten, isSigned, most, width: NARROW }) }),
  };
} // prettier-ignore

interface Look {
  readonly isWritten: boolean;
  readonly isSigned: boolean;
  readonly most: number;
  readonly width: number;
}

function draw({ entries, rows, columns, axes, weight }: WeightMap, { isWritten, isSigned, most, width }: Look): string {
  const room = (width - 60) / columns.length;
  const side = Math.min(isWritten ? WIDEST : Math.max(CELL.coloured, FULL_WIDTH / 2 / columns.length), room);
  const height = isWritten ? CELL.written : Math.max(1, Math.min(CELL.coloured, 600 / rows.length));
  const place = { x: 'column', y: 'row' } as const;
  const ink = ({ value }: MapEntry) => (Math.abs(value) > DARK * most ? 'white' : 'black');
  const part = (which: number, before = '') => (entry: MapEntry) => `${before}${plusMinus(entry.value, entry.half).split(' ± ')[which]}`;
  const told = (entry: MapEntry) => `${rows[entry.row]} to ${columns[entry.column]}: ${inUnit(plusMinus(entry.value, entry.half), weight)}`;
  return svgOf(
    {
      width: 60 + side * columns.length,
      height: 42 + height * rows.length,
      marginLeft: 54,
      marginRight: 6,
      marginTop: 6,
      marginBottom: 36,
      x: { type: 'band', domain: [...columns.keys()], padding: 0, round: false },
      y: { type: 'band', domain: [...rows.keys()], padding: 0, round: false },
      color: isSigned ? { type: 'linear', domain: [-most, most], scheme: 'RdBu', reverse: true } : { type: 'linear', domain: [0, most], scheme: 'Blues' },
      marks: [
        cell(entries, { ...place, fill: 'value', inset: isWritten ? 0.5 : 0, title: told }),
        ...(isWritten ? [text(entries, { ...place, text: part(0), fill: ink, dy: -6 }), text(entries, { ...place, text: part(1, '± '), fill: ink, dy: 7, fontSize: FONT_SIZE - 2 })] : []),
        ...bottomAxis({ label: axes[1], labelOffset: 32, tickFormat: (i: number) => columns[i], tickSize: 0, ticks: named(columns, Math.floor((side * columns.length) / (LETTER * longest(columns)))) }),
        ...leftAxis({ label: axes[0], tickFormat: (i: number) => rows[i], tickSize: 0, ticks: named(rows, isWritten ? rows.length : NAMES) }),
      ],
    },
    `Weights: ${rows.length} × ${columns.length}`,
  );
} // prettier-ignore

/** Places that are named: all, or as many as there is room for. */
function named(all: readonly string[], room: number): number[] {
  const every = Math.max(1, Math.ceil(all.length / Math.max(1, room)));
  return Array.from({ length: Math.ceil(all.length / every) }, (_, i) => i * every);
}

function longest(names: readonly string[]): number {
  return Math.max(...names.map(({ length }) => length)) + 1;
}
