import { describe, expect, it } from 'vitest';
import { newton } from '../../src/core/maths/minimise/newton.js';
import { permutationRatio } from '../../src/landscape/split/permutation-count.js';
import { splitLines } from '../../src/landscape/split/split-line.js';
import { splitNeuron } from '../../src/landscape/split/split-neuron.js';
import { spectrumAt } from '../../src/landscape/spectrum.js';
import { Network, type LayerSettings } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import { samplesOf } from '../../src/networks/samples.js';
import { oracle } from '../networks/oracle.js';

interface Points {
  cases: {
    name: string;
    narrow: { inputs: number; layers: LayerSettings[] };
    narrowP: number[];
    narrowLoss: number;
    layer: number;
    neuron: number;
    nextWidth: number;
    X: number[][];
    Y: number[][];
    points: { mu: number; loss: number; zeroEigenvalues: number; negativeEigenvalues: number; spectrum: number[]; p: number[] }[];
  }[];
  counts: { widths: number[]; K: number; ratio: number }[];
} // prettier-ignore

const points = oracle<Points>('permutation_points.json');

describe.skipIf(!points)(
  'splitting beside independent numbers; skipped where shared/oracle is absent',
  () => {
    for (const { name, narrow, narrowP, layer, neuron, X, Y, nextWidth, points: truths } of points?.cases ??
      []) {
      const network = new Network(narrow.inputs, narrow.layers);
      const samples = samplesOf(X, Y);
      const parameters = Float64Array.from(narrowP);
      newton(new NetworkLoss(network, samples), parameters, { iterations: 50, gradientMax: 1e-15 });

      it(`${name}: a split point is critical for every share, with their spectra`, () => {
        for (const truth of truths) {
          const split = splitNeuron(network, parameters, layer, neuron, truth.mu);
          for (const [i, value] of truth.p.entries()) expect(split.parameters[i]).toBeCloseTo(value, 11);
          const found = spectrumAt(new NetworkLoss(split.network, samples), split.parameters);
          expect(found.gradientMax).toBeLessThanOrEqual(1e-12);
          expect(Math.abs(found.loss - truth.loss)).toBeLessThan(1e-14);
          expect([found.flat, found.negative]).toEqual([truth.zeroEigenvalues, truth.negativeEigenvalues]);
          for (const [i, value] of truth.spectrum.entries())
            expect(Math.abs(found.eigenvalues[i] - value)).toBeLessThan(1e-11 * found.eigenvalues.at(-1)!);
        }
      });

      it(`${name}: the loss is flat along all ${nextWidth} directions, though one eigenvalue vanishes`, () => {
        const split = splitNeuron(network, parameters, layer, neuron, 0.5);
        const loss = new NetworkLoss(split.network, samples);
        const level = loss.value(split.parameters);
        const next = split.network.layers[layer + 1];
        for (let o = 0; o < nextWidth; o++)
          for (const step of [-2, -0.1, 0.3, 1]) {
            const moved = split.parameters.slice();
            moved[next.first + o * next.rowLength + neuron] += step;
            moved[next.first + o * next.rowLength + neuron + 1] -= step;
            expect(Math.abs(loss.value(moved) - level)).toBeLessThanOrEqual(1e-14 * Math.max(1, level));
          }
      });
    }

    it('counts permutation points exactly', () => {
      for (const { widths, K, ratio } of points!.counts) expect(permutationRatio(widths, K)).toBe(ratio);
    });
  },
);

it('splits any neuron of any hidden layer without a change of the outputs', () => {
  const network = new Network(2, [{ width: 3, activation: 'tanh' }, { width: 2, activation: 'gelu', bias: false }, { width: 2 }]);
  const samples = samplesOf([[0.3, -1], [2, 0.4]], [[0, 0], [0, 0]]);
  const parameters = Float64Array.from({ length: network.size }, (_, i) => Math.sin(3 * i + 1));
  const outputs = new NetworkLoss(network, samples).outputs(parameters);
  for (const [layer, width] of [3, 2].entries())
    for (let neuron = 0; neuron < width; neuron++) {
      const split = splitNeuron(network, parameters, layer, neuron, -0.7);
      const found = new NetworkLoss(split.network, samples).outputs(split.parameters);
      for (const [i, value] of outputs.entries()) expect(found[i]).toBeCloseTo(value, 13);
    }
  expect(() => splitNeuron(network, parameters, 2, 0, 0.5)).toThrow(/expected a neuron of a hidden layer/);
}); // prettier-ignore

describe('the lines of a split neuron', () => {
  const narrow = new Network(1, [{ width: 1, activation: 'tanh', bias: false }, { width: 1, bias: false }]);
  const wide = new Network(1, [{ width: 2, activation: 'tanh', bias: false }, { width: 1, bias: false }]);
  const linesOf = (targets: number[][]) => {
    const samples = samplesOf([[-1], [0.5], [2]], targets);
    const of = (network: Network) => ({ network, objective: new NetworkLoss(network, samples) });
    return splitLines(of(narrow), of(wide), Float64Array.of(1, 0.8));
  };

  it('polish the narrow point, and keep its loss; one eigenvalue vanishes, two at the ends', () => {
    const lines = linesOf([[-0.5], [0.35], [0.7]]);
    expect(lines.map(({ share }) => share)).toEqual([-0.5, 0, 0.25, 0.5, 0.75, 1, 1.5]);
    for (const { gradientMax, flat, loss, share } of lines) {
      expect(gradientMax).toBeLessThanOrEqual(1e-12);
      // A copy without output may have any input weight: one more eigenvalue vanishes.
      expect(flat).toBe(share === 0 || share === 1 ? 2 : 1);
      expect(Math.abs(loss - lines[0].loss)).toBeLessThan(1e-14);
    }
  });

  it('have the flat directions of a saturated neuron twice: its best fit is a step, at an infinite weight', () => {
    for (const { flat } of linesOf([[-0.5], [0.6], [0.7]])) expect(flat).toBe(3);
  });
}); // prettier-ignore

it('refuses an order below one', () => {
  expect(() => permutationRatio([4], 0)).toThrow(/expected a whole number from 1/);
});
