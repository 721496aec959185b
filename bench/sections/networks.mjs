// Gradient and Hessian of networks with one hidden layer, beside C.
import { measured } from '../measure.mjs';
import { ratio, shown } from '../table.mjs';

/** inputs, neurons and samples */
const sizes = [
  [2, 4, 100],
  [2, 4, 1000],
  [2, 4, 10_000],
  [2, 10, 100],
  [2, 10, 1000],
  [2, 10, 10_000],
  [2, 50, 100],
  [2, 50, 1000],
  [2, 50, 10_000],
  [2, 100, 100],
  [2, 100, 1000],
  [2, 100, 10_000],
  [8, 32, 100],
  [8, 32, 1000],
  [8, 32, 10_000],
];
const ROUNDS = 3;

export function measure({ network: c }) {
  const rows = sizes.flatMap((size) => {
    const best = lowestOf(size, c);
    return ['gradient', 'hessian'].map((what) => [
      `${size[0]}-${size[1]}-1`,
      String(size[2]),
      what === 'hessian' ? 'Hessian' : what,
      shown(best.ts[what], 1),
      ratio(best.ts[what], best.c?.[what]),
      shown(best.wasm[what], 1),
      ratio(best.wasm[what], best.c?.[what]),
      shown(best.c?.[what], 1),
    ]);
  });
  return {
    title: 'Gradient and Hessian of a network, softplus',
    columns: ['network', 'samples', 'what', 'µs, TypeScript', '× C', 'µs, WebAssembly', '× C', 'µs, C'],
    rows,
    notes: ['Mean square loss with biases. C has vectors of its own for exp and log.'],
  };
}

/** Programs take turns, so that a busy minute of the machine falls on all of them. */
function lowestOf([inputs, neurons, samples], c) {
  const programs = {
    ts: () => measured('network', { inputs, neurons, samples, engine: 'ts' }),
    wasm: () => measured('network', { inputs, neurons, samples, engine: 'wasm' }),
    ...(c && { c: () => c(inputs, neurons, samples) }),
  };
  const best = {};
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, program] of Object.entries(programs))
      for (const [what, microseconds] of Object.entries(program()))
        best[name] = { ...best[name], [what]: Math.min(best[name]?.[what] ?? Infinity, microseconds) };
  return best;
}
