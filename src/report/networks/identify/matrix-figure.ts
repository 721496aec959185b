import { cell, text } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../../marks/axes.js';
import { FONT_SIZE, FULL_WIDTH, svgOf, type Figure } from '../../marks/figure.js';
import { few } from '../flow-words.js';
import { inUnit, plusMinus } from './identify-words.js';
import { halfOf, type LinearAnswer } from './linear-answer.js';

/** Larger matrices have colours alone. */
const MOST_WRITTEN = { columns: 9, rows: 40 };
const NARROW_COLUMNS = 4;
/** Share of the largest weight from which white letters are more legible. */
const DARK = 0.62;
const CELL = { written: 34, coloured: 18 };

interface Entry {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  readonly half: number;
}

/** The matrix as a map: a row for each input, a column for each output, as in a crossbar. */
export function matrixFigure(answer: LinearAnswer, finding: string): Figure {
  const { map, weight, probes } = answer;
  const entries = map.matrix.flatMap((row, column) =>
    row.map((estimate, input): Entry => ({ row: input, column, value: estimate.value / weight.scale, half: halfOf(estimate) / weight.scale })),
  );
  const isWritten = probes.outputs <= MOST_WRITTEN.columns && probes.inputs <= MOST_WRITTEN.rows;
  const isSigned = entries.some(({ value }) => value < 0);
  const most = Math.max(...entries.map(({ value }) => Math.abs(value)));
  const unit = inUnit('', weight).trim();
  const colours = isSigned ? `Red is positive, blue negative, pale near 0; the darkest is ±${few(most)}` : `Pale is 0, dark is ${few(most)}`;
  return {
    name: 'matrix',
    title: `Effective matrix${unit ? `, ${unit}` : ''}`,
    finding,
    caption: `A row for each input, a column for each output. ${colours}${unit ? ` ${unit}` : ''}.${isWritten ? ' Below each weight: half of its 95 % interval.' : ' weights.csv has every number with its interval.'}`,
    svg: draw(answer, entries, { isWritten, isSigned, most, width: FULL_WIDTH }),
    ...(isWritten && probes.outputs <= NARROW_COLUMNS && { narrow: draw(answer, entries, { isWritten, isSigned, most, width: 350 }) }),
  };
} // prettier-ignore

function draw(
  { names, probes, weight }: LinearAnswer,
  entries: readonly Entry[],
  { isWritten, isSigned, most, width }: { isWritten: boolean; isSigned: boolean; most: number; width: number },
): string {
  const room = width - 60;
  const side = isWritten ? Math.min(110, room / probes.outputs) : Math.min(CELL.coloured, room / probes.outputs);
  const height = isWritten ? CELL.written : Math.max(1, Math.min(CELL.coloured, 600 / probes.inputs));
  const place = { x: 'column', y: 'row' } as const;
  const ink = ({ value }: Entry) => (Math.abs(value) > DARK * most ? 'white' : 'black');
  const [value, half] = [0, 1].map((part) => (entry: Entry) => plusMinus(entry.value, entry.half).split(' ± ')[part]);
  const shown = (name: string, from: number) => (i: number) => `${name}${i + from}`;
  const from = names.input === 'x' ? 1 : 0;
  return svgOf(
    {
      width: 54 + side * probes.outputs + 6,
      height: 6 + height * probes.inputs + 36,
      marginLeft: 54,
      marginRight: 6,
      marginTop: 6,
      marginBottom: 36,
      x: { type: 'band', domain: [...Array(probes.outputs).keys()], padding: 0 },
      y: { type: 'band', domain: [...Array(probes.inputs).keys()], padding: 0 },
      color: isSigned ? { type: 'linear', domain: [-most, most], scheme: 'RdBu', reverse: true } : { type: 'linear', domain: [0, most], scheme: 'Blues' },
      marks: [
        cell(entries, { ...place, fill: 'value', inset: isWritten ? 0.5 : 0, title: (entry: Entry) => `${shown(names.input, from)(entry.row)} to ${shown(names.output, from)(entry.column)}: ${inUnit(plusMinus(entry.value, entry.half), weight)}` }),
        ...(isWritten ? [text(entries, { ...place, text: value, fill: ink, dy: -6 }), text(entries, { ...place, text: (entry: Entry) => `± ${half(entry)}`, fill: ink, dy: 7, fontSize: FONT_SIZE - 2 })] : []),
        ...bottomAxis({ label: 'output', labelOffset: 32, tickFormat: shown(names.output, from), tickSize: 0, ticks: few12(probes.outputs) }),
        ...leftAxis({ label: 'input', tickFormat: shown(names.input, from), tickSize: 0, ticks: few12(probes.inputs) }),
      ],
    },
    `Effective matrix of ${probes.inputs} inputs and ${probes.outputs} outputs`,
  );
} // prettier-ignore

/** Places that are named: all of a few, else about twelve. */
function few12(count: number): number[] {
  const every = Math.max(1, Math.ceil(count / 12));
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
}
