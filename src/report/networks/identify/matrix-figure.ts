import type { Figure } from '../../marks/figure.js';
import { halfOf, inputNames, outputNames, type LinearAnswer } from './linear-answer.js';
import { weightMap } from './weight-map.js';

/** The matrix as a map: a row for each input, a column for each output, as in a crossbar. */
export function matrixFigure(answer: LinearAnswer, finding: string): Figure {
  const { map, weight } = answer;
  const entries = map.matrix.flatMap((row, column) =>
    row.map((estimate, input) => ({
      row: input,
      column,
      value: estimate.value / weight.scale,
      half: halfOf(estimate) / weight.scale,
    })),
  );
  return weightMap(
    { entries, rows: inputNames(answer), columns: outputNames(answer), axes: ['input', 'output'], weight },
    {
      title: `Effective matrix${weight.unit ? `, ${weight.unit}` : ''}`,
      finding,
      caption: 'A row for each input, a column for each output.',
    },
  );
}
