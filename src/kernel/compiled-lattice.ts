import type { Iterate } from '../../devices/array/lattice/iterate.js';
import type { Passes } from '../../devices/array/lattice/passes.js';
import type { SlowWaves } from '../../devices/array/lattice/slow-waves.js';
import { staggeredStarts } from '../../devices/array/lattice/staggered.js';
import { compiled } from './compiled-module.js';

/** The passes in a kernel's memory (kernels/lattice.ts). Columns of numbers are addresses. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  reserve(bytes: number): number;
  factorRows(...columns: number[]): void;
  factorColumns(...columns: number[]): void;
  draw(...columns: number[]): void;
  solveRows(...columns: number[]): void;
  remain(...columns: number[]): void;
  descend(...columns: number[]): number;
  climb(...columns: number[]): number;
}

/** The passes of the exact solver, compiled, with memory for one lattice. */
export function compiledPasses(): Passes {
  const call = compiled('lattice.wasm') as Exports;
  let base = 0;
  let reserved = 0;
  const room = (lengths: readonly number[]) => {
    const starts = staggeredStarts(lengths);
    const bytes = 8 * starts[lengths.length];
    if (bytes > reserved) [base, reserved] = [call.reserve(bytes), bytes];
    const columns = lengths.map(
      (length, k) => new Float64Array(call.memory.buffer, base + 8 * starts[k], length),
    );
    for (const column of columns) column.fill(0);
    return columns;
  };
  const shape = (cells: Float64Array, columns: number) => [cells.length / columns, columns] as const;
  const places = ({ x, z, r, p, q, t }: Iterate) => [x, r, z, p, q, t].map(at);
  const lifts = ({ isOn, volts, amperes, group, ends: { first, last } }: SlowWaves) => [
    isOn ? at(volts) : 0,
    at(amperes),
    group,
    at(first),
    at(last),
  ];
  return {
    room,
    factorRows({ ratio, inverse, ohms }, g, { first, last }) {
      const [columns, rows] = shape(ratio, inverse.length);
      call.factorRows(at(ratio), at(inverse), at(g), at(first), at(last), rows, columns, ohms);
    },
    factorColumns({ ratio, inverse, ohms }, g, { first, last }) {
      const [rows, columns] = shape(ratio, inverse.length);
      call.factorColumns(at(ratio), at(inverse), at(g), at(first), at(last), rows, columns, ohms);
    },
    draw(g, k, volts, x, u) {
      call.draw(at(g), at(k), at(volts), at(x), at(u), ...shape(u, volts.length));
    },
    solveRows({ ratio, inverse, ohms }, b) {
      const [columns, rows] = shape(ratio, inverse.length);
      call.solveRows(at(ratio), at(inverse), at(b), rows, columns, ohms);
    },
    remain(k, volts, siemens, x, u, r) {
      call.remain(at(k), at(volts), siemens, at(x), at(u), at(r), ...shape(u, volts.length));
    },
    descend({ ratio, inverse, ohms }, { r, q, z }, { isOn, found, group }, alpha, sum) {
      const [rows, columns] = shape(ratio, inverse.length);
      const of = [at(ratio), at(inverse), at(r), at(q), at(z), isOn ? at(found) : 0, group];
      sum[0] = call.descend(...of, rows, columns, ohms, alpha);
    },
    climb(byRow, byColumn, g, iterate, waves, alpha, beta, sum) {
      const [rows, columns] = shape(byColumn.ratio, byColumn.inverse.length);
      const of = [byRow.ratio, byRow.inverse, byColumn.ratio, byColumn.inverse, iterate.spare, g].map(at);
      const shared = [rows, columns, byRow.ohms, byColumn.ohms, alpha, beta];
      sum[0] = call.climb(...of, ...places(iterate), ...lifts(waves), ...shared);
    },
  };
}

function at(column: Float64Array): number {
  return column.byteOffset;
}
