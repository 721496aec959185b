// A step of learning with resistive wires, beside one with ideal wires.
import { lowest, measured } from '../measure.mjs';
import { ratio, shown } from '../table.mjs';

const tasks = [
  { environment: 't-maze', seeds: 100, episodes: 200 },
  { environment: 'water-maze', seeds: 1, episodes: 500 },
];
const conditions = [{ bank: 'mean' }, { bank: 'ideal' }, { bank: 'ideal', threshold: 0 }];
const passive = { node: 40 };
const selected = { node: 40, cell: '1T1R', accessOhms: 1000 };

export function measure() {
  const rows = tasks.flatMap((task) =>
    conditions.map((condition) => {
      const step = (wires) => () => measured('wired-task', { ...task, condition, wires }).microseconds;
      const best = lowest({ ideal: step({}), passive: step(passive), selected: step(selected) }, 3);
      return [
        `${task.environment}, ${condition.bank}${condition.threshold === 0 ? ', no threshold' : ''}`,
        shown(best.ideal, 2),
        shown(best.passive, 1),
        ratio(best.passive, best.ideal),
        shown(best.selected, 1),
        ratio(best.selected, best.ideal),
      ];
    }),
  );
  return {
    title: 'A step with resistive wires',
    columns: ['task', 'µs, ideal wires', 'µs, passive', '× ideal', 'µs, 1T1R', '× ideal'],
    rows,
    notes: [
      'Wires of the 40 nm node; parts in TypeScript, without tables and ledger.',
      'Tasks learn with other paths and updates behind wires, so a step can also be cheaper. The best of three.',
    ],
  };
}
