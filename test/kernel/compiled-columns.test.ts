import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { compiledColumns } from '../../src/kernel/compiled-columns.js';
import { activations } from '../../src/networks/activations/activations.js';
import { losses } from '../../src/networks/losses/losses.js';
import { Network } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';

const layer = fc.record({
  width: fc.integer({ min: 1, max: 6 }),
  activation: fc.constantFrom(...activations.names.filter((name) => !activations.get(name).coarse)),
  bias: fc.boolean(),
});

describe('the compiled arithmetic of networks', () => {
  it('gives loss, gradient, Hessian and Gauss–Newton matrix of the one in TypeScript', () => {
    fc.assert(
      fc.property(
        fc.array(layer, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 600 }),
        fc.integer(),
        (layers, inputs, count, seed) => {
          const network = new Network(inputs, layers);
          const random = new RandomStream(`compiled columns ${seed}`);
          const column = (length: number) => Float64Array.from({ length }, () => 2 * random.uniform() - 1);
          const samples = { count, inputs: column(inputs * count), targets: column(network.outputs * count) };
          const parameters = column(network.size);
          const [plain, compiled] = [undefined, compiledColumns].map((make) =>
            everything(new NetworkLoss(network, samples, losses.get('mean-square'), make), parameters),
          );
          const scale = plain.reduce((most, number) => Math.max(most, Math.abs(number)), 1);
          const worst = compiled.reduce((most, number, i) => Math.max(most, Math.abs(number - plain[i])), 0);
          expect(worst).toBeLessThan(1e-12 * scale);
          expect(compiled.every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 80, seed: 11 },
    );
  });

  it('refuses more numbers than its memory holds', () => {
    expect(() => compiledColumns(2 ** 27)).toThrow('use the arithmetic in TypeScript');
  });

  it('takes arguments of any size', () => {
    const network = new Network(1, [{ width: 1, activation: 'softplus', bias: false }]);
    const inputs = Float64Array.of(-1e4, -41, -40, -0, 0, 39.99, 40, 1e4);
    const samples = { count: inputs.length, inputs, targets: new Float64Array(inputs.length) };
    const objective = new NetworkLoss(network, samples, undefined, compiledColumns);
    for (const [i, output] of objective.outputs(Float64Array.of(1)).entries())
      expect(output).toBeCloseTo(Math.max(inputs[i], 0) + Math.log1p(Math.exp(-Math.abs(inputs[i]))), 12);
    expect(objective.value(Float64Array.of(NaN))).toBeNaN();
  });
});

function everything(objective: NetworkLoss, parameters: Float64Array): Float64Array {
  const { size } = objective;
  const all = new Float64Array(3 + 2 * (size + size * size));
  const gradient = all.subarray(3, 3 + size);
  const hessian = all.subarray(3 + size, 3 + size + size * size);
  all[0] = objective.value(parameters);
  all[1] = objective.hessian(parameters, gradient, hessian);
  all[2] = objective.gradient(parameters, all.subarray(3 + size + size * size, 3 + 2 * size + size * size));
  objective.gaussNewton(parameters, gradient, all.subarray(3 + 2 * size + size * size));
  return all;
}
