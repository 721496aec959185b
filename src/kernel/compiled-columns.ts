import { RunError } from '../core/errors.js';
import { NONE, type Activation } from '../networks/activations/activation.js';
import type { ColumnEngine } from '../networks/columns/column-engine.js';
import { softplusTail } from '../networks/activations/logistic.js';
import { softplus } from '../networks/activations/softplus.js';
import { compiled } from './compiled-module.js';

/** Numbers that a kernel's memory can hold: a gibibyte, less some room for the kernel's own. */
const MOST = 2 ** 27 - 2 ** 17;

/** The sums in a kernel's memory (kernels/columns.ts), in addresses and bytes. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(bytes: number): number;
  combine(...places: (number | boolean)[]): void;
  dots(...places: number[]): void;
  multiply(...places: (number | boolean)[]): void;
  fillSoftplus(table: number, last: number, ...places: number[]): void;
}

/** The arithmetic of a network, compiled, with memory for this many numbers. All activations but softplus stay in TypeScript. */
export function compiledColumns(numbers: number): ColumnEngine {
  return new CompiledColumns(numbers);
}

class CompiledColumns implements ColumnEngine {
  readonly numbers: Float64Array;
  private readonly call = compiled('columns.wasm') as Exports;
  private readonly base: number;
  /** address of the series of softplus */
  private readonly table: number;

  constructor(numbers: number) {
    if (numbers > MOST)
      throw new RunError(
        `a network with its samples: got ${numbers} numbers to hold: expected at most ${MOST} in compiled memory; use the arithmetic in TypeScript`,
      );
    const pairs = pairedSeries(softplusTail.table);
    this.table = this.call.reserve(8 * pairs.length);
    this.base = this.call.reserve(8 * numbers);
    new Float64Array(this.call.memory.buffer, this.table, pairs.length).set(pairs);
    this.numbers = new Float64Array(this.call.memory.buffer, this.base, numbers);
  }

  combine(
    target: number,
    rows: number,
    matrix: number,
    rowStep: number,
    columnStep: number,
    source: number,
    sourceStep: number,
    columns: number,
    length: number,
    add: boolean,
  ): void {
    const { base } = this;
    this.call.combine(
      base + 8 * target,
      rows,
      base + 8 * matrix,
      8 * rowStep,
      8 * columnStep,
      base + 8 * source,
      8 * sourceStep,
      columns,
      8 * length,
      add,
    );
  }

  dots(
    left: number,
    rows: number,
    right: number,
    columns: number,
    length: number,
    matrix: number,
    rowStep: number,
    columnStep: number,
  ): void {
    const { base } = this;
    this.call.dots(
      base + 8 * left,
      rows,
      base + 8 * right,
      columns,
      8 * length,
      base + 8 * matrix,
      8 * rowStep,
      8 * columnStep,
    );
  }

  multiply(target: number, left: number, rows: number, right: number, length: number, add: boolean): void {
    const { base } = this;
    this.call.multiply(base + 8 * target, base + 8 * left, rows, base + 8 * right, 8 * length, add);
  }

  fill(
    activation: Activation,
    z: number,
    length: number,
    value: number,
    slope: number,
    curvature: number,
  ): void {
    const { base, table } = this;
    if (activation !== softplus) activation.fill(this.numbers, z, length, value, slope, curvature);
    else
      this.call.fillSoftplus(
        table,
        softplusTail.last,
        base + 8 * z,
        8 * length,
        base + 8 * value,
        base + 8 * slope,
        curvature === NONE ? 0 : base + 8 * curvature,
      );
  }
}

/** The coefficients of a series, each with that of the same power in the slope. */
function pairedSeries(table: Float64Array): Float64Array {
  const terms = 10;
  const pairs = new Float64Array(2 * table.length);
  for (let i = 0; i < table.length; i++) {
    const power = i % terms;
    pairs[2 * i] = table[i];
    pairs[2 * i + 1] = power + 1 < terms ? (power + 1) * table[i + 1] : 0;
  }
  return pairs;
}
