// A product of an array with all rows driven.
import { lowest, measured } from '../measure.mjs';
import { shown } from '../table.mjs';

const arrays = [
  { rows: 121, columns: 9 },
  { rows: 1024, columns: 1024 },
];

export function measure() {
  return {
    title: 'Product, all rows driven',
    columns: ['array', 'µs', 'ns a device'],
    rows: arrays.map((array) => {
      const { nanoseconds } = lowest({ nanoseconds: () => measured('multiply', array).nanoseconds }, 3);
      const devices = array.rows * array.columns;
      return [
        `${array.rows} × ${array.columns}`,
        shown(nanoseconds / 1e3, 2),
        shown(nanoseconds / devices, 2),
      ];
    }),
    notes: ['There is no C of a product alone.'],
  };
}
