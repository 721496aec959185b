// One exact solution of an array with resistive wires, beside C.
import { lowest, measured } from '../measure.mjs';
import { ratio, shown } from '../table.mjs';

const sizes = [256, 512, 1024];
const engines = ['ts', 'wasm'];

export function measure({ crossbar }) {
  const best = sizes.map((lines) =>
    lowest(
      {
        ...Object.fromEntries(
          engines.map((engine) => [engine, () => measured('solve', { lines, engine }).milliseconds]),
        ),
        c: crossbar && (() => crossbar(lines)),
      },
      3,
    ),
  );
  const kilobytes = (lines) => measured('solve', { lines, engine: 'ts' }).megabytes * 1024;
  const bytes = ((kilobytes(1024) - kilobytes(512)) * 1024) / (1024 ** 2 - 512 ** 2);
  const growth = engines.map((engine) => `${engine} ${ratio(best[2][engine], best[0][engine])}`);
  return {
    title: 'Exact solution of an array with resistive wires, residual 1e-9',
    columns: ['array', 'engine', 'ms', '× the time of C', 'ms in C'],
    rows: sizes.flatMap((lines, k) =>
      engines.map((engine) => [
        `${lines} × ${lines}`,
        engine,
        shown(best[k][engine], 2),
        ratio(best[k][engine], best[k].c),
        shown(best[k].c, 2),
      ]),
    ),
    notes: [
      'Conductances of 10 to 100 µS, 1 Ω a cell; cells are taken anew each time.',
      `Growth from 256 to 1024 lines: ${growth.join(', ')} times the time; ${shown(bytes)} bytes a cell.`,
    ],
  };
}
