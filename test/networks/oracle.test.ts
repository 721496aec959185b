import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { losses } from '../../src/networks/losses/losses.js';
import { Network } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import { samplesOf } from '../../src/networks/samples.js';
import { oracle } from './oracle.js';

interface Problem {
  name: string;
  net: { inputs: number; layers: { width: number; activation: string; bias: boolean }[]; loss: string };
  X: number[][];
  /** targets, or the number of the class */
  Y: (number[] | number)[];
  p0: number[];
  atStart: { loss: number; gradient: number[]; hessianSpectrum: number[]; hessianFirstRow: number[] };
}

/** A class as a target: 1 for it, 0 for the others. */
function oneHot(target: number[] | number, outputs: number): number[] {
  return typeof target === 'number'
    ? Array.from({ length: outputs }, (_, o) => (o === target ? 1 : 0))
    : target;
}

const flows = oracle<{ problems: Problem[] }>('gradient_flow.json');

describe.skipIf(!flows)('networks agree with independent numbers (needs ../shared/oracle/networks)', () => {
  it.each(flows?.problems ?? [])('$name at its start', ({ net, X, Y, p0, atStart }) => {
    const network = new Network(net.inputs, net.layers);
    const loss = losses.get(net.loss === 'mse' ? 'mean-square' : net.loss);
    const objective = new NetworkLoss(
      network,
      samplesOf(
        X,
        Y.map((row) => oneHot(row, network.outputs)),
      ),
      loss,
    );
    const { size } = objective;
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    expect(objective.hessian(Float64Array.from(p0), gradient, hessian)).toBeCloseTo(atStart.loss, 13);
    for (const [i, slope] of gradient.entries()) expect(slope).toBeCloseTo(atStart.gradient[i], 12);
    for (const [i, entry] of atStart.hessianFirstRow.entries()) expect(hessian[i]).toBeCloseTo(entry, 12);
    const square = new Matrix(
      Array.from({ length: size }, (_, i) => [...hessian.subarray(i * size, (i + 1) * size)]),
    );
    const spectrum = new EigenvalueDecomposition(square, { assumeSymmetric: true }).realEigenvalues;
    const largest = Math.max(...atStart.hessianSpectrum.map(Math.abs));
    for (const [i, value] of Float64Array.from(spectrum).sort().entries())
      expect(Math.abs(value - atStart.hessianSpectrum[i])).toBeLessThan(1e-9 * largest);
  });
});
