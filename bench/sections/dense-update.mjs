// One update of every device of a large array.
import { lowest, measured } from '../measure.mjs';
import { ratio, shown } from '../table.mjs';

const banks = [
  { bank: 'mean', noise: 'write', limit: true },
  { bank: 'mean', noise: 'none' },
  { bank: 'mean', noise: 'pulse' },
  { bank: 'cycles', noise: 'write' },
  { bank: 'jart', noise: 'none' },
  { bank: 'ideal', noise: 'read back' },
];

export function measure({ dense }) {
  const rows = banks.map(({ limit, ...bank }) => {
    const best = lowest({ memloop: () => measured('update', bank).nanoseconds, c: limit && dense });
    return [
      `${bank.bank}, ${bank.noise}`,
      shown(best.memloop, 1),
      ratio(best.memloop, best.c),
      shown(best.c, 1),
    ];
  });
  return {
    title: 'Dense update of a million devices',
    columns: ['bank', 'ns an update', '× the time of C', 'ns an update in C'],
    rows,
    notes: ['C has the mean curves with write noise only. JART is a table of pulses over ln N.'],
  };
}
