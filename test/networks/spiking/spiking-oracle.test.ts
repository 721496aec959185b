import { describe, expect, it } from 'vitest';
import { lastSquare } from '../../../src/networks/spiking/sequence-loss.js';
import { spikeTrainsOf } from '../../../src/networks/spiking/spike-trains.js';
import { SpikingGradient } from '../../../src/networks/spiking/spiking-gradient.js';
import { SpikingNetwork } from '../../../src/networks/spiking/spiking-network.js';
import { oracle } from '../oracle.js';

interface Lif {
  alpha: number;
  beta: number;
  W: number[][];
  R: number[][];
  V: number[];
  X: number[][];
  target: number;
  loss: number;
  readout: number;
  spikes: number[][];
  gradW: number[][];
  gradR: number[][];
  gradV: number[];
}

const lif = oracle<{ lif: Lif }>('hardware_training.json')?.lif;

/** Parameters in the order of a crossbar, from matrices with a row for each neuron. */
const column = (W: number[][], R: number[][], V: number[]) =>
  Float64Array.from(
    [W, R].flatMap((matrix) => matrix[0].flatMap((_, i) => matrix.map((row) => row[i]))).concat(V),
  );

describe.skipIf(!lif)(
  'a spiking network agrees with independent numbers (needs ../shared/oracle/networks)',
  () => {
    it('in its spikes, its output and its gradient through time', () => {
      if (!lif) return;
      const network = new SpikingNetwork({
        inputs: 3,
        layers: [5],
        leak: lif.alpha,
        outputLeak: lif.beta,
        bias: false,
      });
      const trains = spikeTrainsOf(lif.X.map((row) => row.flatMap((on, i) => (on ? [i] : []))));
      const objective = new SpikingGradient(network, lastSquare([lif.target]));
      const gradient = new Float64Array(network.size);
      const value = objective.add(column(lif.W, lif.R, lif.V), gradient, trains);
      expect(value).toBeCloseTo(lif.loss, 12);
      expect(objective.pass.outputs[11]).toBeCloseTo(lif.readout, 12);
      const [{ start, row }] = objective.pass.layers;
      const spikes = lif.spikes.map((_, t) => {
        const on = row.subarray(start[t], start[t + 1]);
        return lif.spikes[t].map((_, j) => Number(on.includes(j)));
      });
      expect(spikes).toEqual(lif.spikes);
      const expected = column(lif.gradW, lif.gradR, lif.gradV);
      for (const [i, slope] of gradient.entries())
        expect(Math.abs(slope - expected[i]), `parameter ${i}`).toBeLessThan(1e-12);
    });
  },
);
