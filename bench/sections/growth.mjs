// Time and memory over the number of place cells.
import { measured } from '../measure.mjs';
import { shown } from '../table.mjs';

export function measure() {
  return {
    title: 'Growth with the number of place cells, 8 actions',
    columns: ['cells', 'ns a step', 'ns a step and cell', 'bytes a weight'],
    rows: [11, 22, 44, 88].map((side) => {
      const { nanoseconds, bytes } = measured('scale', { side });
      const cells = side ** 2;
      return [`${side}²`, shown(nanoseconds), shown(nanoseconds / cells, 1), shown(bytes / (9 * cells))];
    }),
    notes: ['Medians of seven. There is no C for other sizes.'],
  };
}
