import { losses } from '../../src/networks/losses/losses.js';
import { Network } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import { samplesOf } from '../../src/networks/samples.js';
import { oracle } from './oracle.js';

interface FlowProblem {
  name: string;
  net: { inputs: number; layers: { width: number; activation: string; bias: boolean }[]; loss: string };
  X: number[][];
  /** targets, or the number of the class */
  Y: (number[] | number)[];
  p0: number[];
  flow: { t: number; loss: number; gradientMax: number; p: number[] }[];
  fixedPoint: {
    loss: number;
    gradientMax: number;
    p: number[];
    hessianSpectrum: number[];
    weightNorm: number;
  };
}

/** Problems whose gradient flow is known from elsewhere; none where the numbers are absent. */
export const flowProblems = oracle<{ problems: FlowProblem[] }>('gradient_flow.json')?.problems ?? [];

/** The loss of such a problem. */
export function lossOf({ net, X, Y }: FlowProblem): NetworkLoss {
  const network = new Network(net.inputs, net.layers);
  const oneHot = (target: number) =>
    Array.from({ length: network.outputs }, (_, o) => (o === target ? 1 : 0));
  const targets = Y.map((target) => (typeof target === 'number' ? oneHot(target) : target));
  const loss = losses.get(net.loss === 'mse' ? 'mean-square' : net.loss);
  return new NetworkLoss(network, samplesOf(X, targets), loss);
}
