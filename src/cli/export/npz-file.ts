import type { Experiment } from '../../experiment/experiment.js';
import { npyNumbers, npyStrings } from './npy-array.js';
import type { RunTable } from './run-tables.js';

type Library = typeof import('fflate');

/** Any time that is the same for every file: the first that a zip can hold. */
const MTIME = new Date(1980, 0, 1);

/** A run as a .npz file for NumPy: arrays episodes/steps [seed, condition, episode], seeds/w0 [seed, condition], …, and the axes `seeds`, `conditions` and episodes/episode. */
export function npzFile(
  { zipSync }: Library,
  tables: Iterable<RunTable>,
  { seeds, firstSeed, conditions }: Experiment,
): Uint8Array {
  const files: Record<string, Uint8Array> = {
    'conditions.npy': npyStrings(conditions.map(({ name }) => name)),
    'seeds.npy': npyNumbers(
      Float64Array.from({ length: seeds }, (_, i) => firstSeed + i),
      [seeds],
      true,
    ),
  };
  for (const { name: table, perRun, rows, columns, blocks } of tables) {
    // The one block has all rows.
    const [all] = blocks(rows);
    for (const [k, { name, type }] of columns.entries()) {
      if (name === 'seed') continue;
      const isAxis = name === 'episode';
      const shape = isAxis ? [perRun] : [seeds, conditions.length, ...(table in ONE_ROW ? [] : [perRun])];
      files[`${table}/${name}.npy`] = npyNumbers(
        isAxis ? all.values[k].slice(0, perRun) : all.values[k],
        shape,
        type === 'whole',
      );
    }
  }
  return zipSync(files, { mtime: MTIME });
}

/** Tables with a row a run. */
const ONE_ROW = { ledger: true, seeds: true };
