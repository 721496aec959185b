// Whole seeds of the T-maze by condition.
import { enginesOf } from '../engines.mjs';
import { lowest, measured } from '../measure.mjs';
import { ratio, shown } from '../table.mjs';

const SEEDS = 2000;
const conditions = [
  { condition: { bank: 'cycles' }, published: 'cycles' },
  { condition: { bank: 'mean' }, limit: 'mean' },
  { condition: { bank: 'ideal' }, limit: 'ideal', published: 'ideal' },
  { condition: { bank: 'mean', pulses: 'inverse' } },
  { condition: { bank: 'cycles', noise: 'none' } },
  { condition: { bank: 'cycles', noise: 'read' } },
  { condition: { bank: 'cycles', noise: 'pulse' } },
  { condition: { bank: 'cycles', scheme: 'open-loop' } },
];

export function measure({ tMaze = {} }, published) {
  const rows = conditions.flatMap(({ condition, limit, published: peer }) => {
    const engines = enginesOf('t-maze', condition);
    const seconds = (engine) => () =>
      measured('task', { environment: 't-maze', seeds: SEEDS, condition, engine }).seconds / SEEDS;
    const best = lowest({
      ...Object.fromEntries(engines.map((engine) => [engine, seconds(engine)])),
      c: limit && tMaze[limit],
      python: peer && published.tMaze?.[peer],
    });
    return engines.map((engine) => [
      Object.values(condition).join(', '),
      engine,
      shown(1 / best[engine]),
      ratio(best[engine], best.c),
      shown(best.c && 1 / best.c),
      ratio(best.python, best[engine]),
    ]);
  });
  return {
    title: `T-maze, ${SEEDS} seeds of 200 episodes`,
    columns: ['condition', 'engine', 'seeds/s', '× the time of C', 'seeds/s in C', '× faster than published'],
    rows,
    notes: [
      'C has the mean curves with write noise and ideal memory; the published program has cycles and ideal memory.',
    ],
  };
}
