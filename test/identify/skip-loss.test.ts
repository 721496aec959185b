import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { activations } from '../../src/networks/activations/activations.js';
import { compiledColumns } from '../../src/kernel/compiled-columns.js';
import { Network } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import { meanSquare } from '../../src/networks/losses/mean-square.js';
import type { Probes } from '../../src/identify/probes.js';
import { parametersOf, shallowOf } from '../../src/identify/shallow/parameters.js';
import { SkipLoss } from '../../src/identify/shallow/skip-loss.js';
import { withoutSkip } from '../../src/identify/shallow/take-up-skip.js';

const [inputs, outputs, width] = [3, 2, 4];
const random = new RandomStream('skip');
const normals = (length: number) => {
  const column = new Float64Array(length);
  random.normals(column, length);
  return column;
};

function probesOf(count: number): Probes {
  return { count, inputs, outputs, x: normals(inputs * count), y: normals(outputs * count) };
}

function at(loss: SkipLoss | NetworkLoss, parameters: Float64Array) {
  const [gradient, matrix] = [new Float64Array(loss.size), new Float64Array(loss.size ** 2)];
  return { value: loss.gaussNewton(parameters, gradient, matrix), gradient, matrix };
}

describe('the loss of networks whose inputs reach the outputs directly too', () => {
  it.each([1, 7, 256, 300])('is that of a network where these weights are 0 (%i probes)', (count) => {
    const probes = probesOf(count);
    const network = new Network(inputs, [{ width, activation: 'softplus' }, { width: outputs }]);
    const plain = new NetworkLoss(network, { count, inputs: probes.x, targets: probes.y }, meanSquare);
    const parameters = normals(network.size);
    const expected = at(plain, parameters);
    for (const make of [undefined, compiledColumns]) {
      const loss = new SkipLoss(probes, width, activations.get('softplus'), make);
      const all = new Float64Array(loss.size);
      all.set(parameters);
      const got = at(loss, all);
      expect(got.value / expected.value).toBeCloseTo(1, 12);
      for (let p = 0; p < plain.size; p++) {
        expect(got.gradient[p]).toBeCloseTo(expected.gradient[p], 11);
        for (let q = 0; q < plain.size; q++)
          expect(got.matrix[p * loss.size + q]).toBeCloseTo(expected.matrix[p * plain.size + q], 11);
      }
    }
  });

  it('has the gradient of central differences, and a matrix that is exact in the direct weights', () => {
    const loss = new SkipLoss(probesOf(40), width, activations.get('gelu'));
    const parameters = normals(loss.size);
    const { gradient, matrix } = at(loss, parameters);
    const moved = (p: number, by: number) =>
      at(
        loss,
        parameters.map((value, i) => value + (i === p ? by : 0)),
      );
    for (let p = 0; p < loss.size; p++) {
      const [high, low] = [moved(p, 1e-5), moved(p, -1e-5)];
      expect(gradient[p]).toBeCloseTo((high.value - low.value) / 2e-5, 7);
      // The loss is quadratic in what stands after the rows.
      if (p >= width * (inputs + 1))
        for (let q = width * (inputs + 1); q < loss.size; q++)
          expect(matrix[p * loss.size + q]).toBeCloseTo((high.gradient[q] - low.gradient[q]) / 2e-5, 7);
    }
  });

  it.each(['softplus', 'gelu', 'silu'])(
    'goes to 0 where neurons can be turned to take it up (%s)',
    (name) => {
      const activation = activations.get(name);
      const probes = probesOf(50);
      const plain = normals(width * (inputs + 1) + outputs * (width + 1));
      const network = shallowOf(plain, width, inputs, outputs);
      // f(z) = f(−z) + z for two of its neurons.
      const skip = new Float64Array(inputs * outputs);
      const offset = network.offset.slice();
      const neurons = network.neurons.map(({ row, out }, j) => {
        if (j % 2 === 0) return { row, out };
        for (let o = 0; o < outputs; o++) {
          offset[o] += out[o] * row[inputs];
          for (let i = 0; i < inputs; i++) skip[o * inputs + i] += out[o] * row[i];
        }
        return { row: row.map((value) => -value), out };
      });
      const turned = { neurons, offset, skip };
      const loss = new SkipLoss(probes, width, activation);
      const [before, after] = [{ ...network, skip: skip.map(() => 0) }, turned].map((some) =>
        at(loss, parametersOf(some)),
      );
      expect(after.value / before.value).toBeCloseTo(1, 10);
      const back = parametersOf(withoutSkip(turned, activation));
      for (const [p, value] of back.entries()) expect(value).toBeCloseTo(plain[p], 10);
    },
  );
});
