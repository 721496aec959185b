import { UsageError } from '../core/errors.js';

/** What a network is to learn: inputs with the outputs that they should give. */
export interface Samples {
  /** number of samples */
  readonly count: number;
  /** [input × count + sample] */
  readonly inputs: Float64Array;
  /** [output × count + sample] */
  readonly targets: Float64Array;
  /** how much each sample counts; default: all the same */
  readonly weights?: Float64Array;
}

/** A run of samples that is worked on at once, small enough to stay in the cache. */
export interface Block {
  /** number of the first sample */
  readonly first: number;
  readonly count: number;
  /** [output × count + sample] */
  readonly targets: Float64Array;
  /** weights, which sum to 1 over all blocks */
  readonly weights: Float64Array;
}

/** Samples from rows of numbers, as files have them. @throws UsageError for a row that is longer or shorter than the first */
export function samplesOf(
  inputs: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): Samples {
  return { count: inputs.length, inputs: columnsOf(inputs), targets: columnsOf(targets) };
}

/**
 * Cuts samples into blocks.
 * @throws UsageError if columns do not have the length that a network with these inputs and outputs needs
 */
export function blocksOf(samples: Samples, inputs: number, outputs: number, length: number): Block[] {
  const { count, weights } = samples;
  if (!(Number.isSafeInteger(count) && count >= 1))
    throw new UsageError(`got ${count} samples: expected a whole number from 1`);
  check(samples.inputs, inputs * count, `${count} samples of ${inputs} inputs`);
  check(samples.targets, outputs * count, `${count} samples of ${outputs} targets`);
  if (weights) check(weights, count, `weights of ${count} samples`);
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : count;
  if (!(total > 0) || weights?.some((weight) => weight < 0))
    throw new UsageError(
      'got sample weights below 0, or none above it: expected weights from 0, and one above',
    );
  return Array.from({ length: Math.ceil(count / length) }, (_, block) => {
    const first = block * length;
    const size = Math.min(length, count - first);
    const targets = new Float64Array(outputs * size);
    fillBlock(targets, samples.targets, outputs, count, first, size);
    const shares = Float64Array.from({ length: size }, (_, n) => (weights ? weights[first + n] : 1) / total);
    return { first, count: size, targets, weights: shares };
  });
}

/** Copies a run of samples: from columns of all samples to columns of a block. */
export function fillBlock(
  target: Float64Array,
  columns: Float64Array,
  width: number,
  count: number,
  first: number,
  size: number,
): void {
  for (let i = 0; i < width; i++)
    target.set(columns.subarray(i * count + first, i * count + first + size), i * size);
}

function check(column: Float64Array, length: number, what: string): void {
  if (column.length !== length)
    throw new UsageError(`got ${column.length} numbers for ${what}: expected ${length}`);
  const bad = column.findIndex((number) => !Number.isFinite(number));
  if (bad >= 0) throw new UsageError(`got ${column[bad]} among ${what}: expected finite numbers`);
}

function columnsOf(rows: readonly (readonly number[])[]): Float64Array {
  const width = rows[0]?.length ?? 0;
  const columns = new Float64Array(rows.length * width);
  for (const [n, row] of rows.entries()) {
    if (row.length !== width)
      throw new UsageError(
        `got ${row.length} numbers in row ${n + 1} of samples: expected ${width}, as in the first`,
      );
    for (let i = 0; i < width; i++) columns[i * rows.length + n] = row[i];
  }
  return columns;
}
