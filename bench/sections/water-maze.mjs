// A step of the water maze with 1089 weights, by condition and engine.
import { enginesOf } from '../engines.mjs';
import { lowest, measured } from '../measure.mjs';
import { ratio, shown } from '../table.mjs';

const size = { seeds: 4, episodes: 2000 };
/** The conditions, and the limit in C. */
const conditions = [
  { words: 'write noise', condition: { bank: 'mean' }, limit: 'write', published: true },
  {
    words: 'read noise',
    condition: { bank: 'mean', noise: 'read' },
    limit: 'read',
    size: { seeds: 2, episodes: 1000 },
  },
  {
    words: 'ideal, no threshold',
    condition: { bank: 'ideal', learningRate: 0.8, threshold: 0 },
    limit: 'ideal',
  },
  { words: 'pulse noise', condition: { bank: 'mean', noise: 'pulse' } },
  { words: 'cycles, write noise', condition: { bank: 'cycles' } },
];

export function measure({ waterMaze = {} }, published) {
  const step = (settings) => {
    const { seconds, steps } = measured('task', { environment: 'water-maze', ...size, ...settings });
    return (1e9 * seconds) / steps;
  };
  const rows = conditions.flatMap(({ words, condition, limit, published: hasPeer, size }) => {
    const engines = enginesOf('water-maze', condition);
    const best = lowest({
      ...Object.fromEntries(engines.map((engine) => [engine, () => step({ ...size, condition, engine })])),
      bare: hasPeer && (() => step({ condition, bare: true })),
      c: limit && waterMaze[limit],
      python: hasPeer && published.waterMaze,
    });
    return engines.map((engine) => [
      words,
      engine,
      shown(best[engine]),
      ratio(best[engine], best.c),
      shown(best.c),
      ratio(best.python, best[engine]),
      ratio(best[engine], engine === 'ts' ? best.bare : undefined),
    ]);
  });
  return {
    title: 'Water maze, a step with 1089 weights',
    columns: [
      'condition',
      'engine',
      'ns a step',
      '× the time of C',
      'ns a step in C',
      '× faster than published',
      '× the bare loop',
    ],
    rows,
    notes: [
      'There is no C for pulse noise and for cycles.',
      'C draws read noise in another form of the same law, and updates ideal weights within six standard deviations of a place cell.',
      'The bare loop has no ledger and no tables.',
    ],
  };
}
