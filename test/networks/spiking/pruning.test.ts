import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../src/core/random-stream.js';
import { chosenTrains, compactSpiking } from '../../../src/networks/spiking/pruning/compact-spiking.js';
import { crossbarUse } from '../../../src/networks/spiking/pruning/crossbar-use.js';
import { pruneByMagnitude } from '../../../src/networks/spiking/pruning/prune-by-magnitude.js';
import { pruneLines } from '../../../src/networks/spiking/pruning/prune-lines.js';
import { SpikingNetwork } from '../../../src/networks/spiking/spiking-network.js';
import { SpikingPass } from '../../../src/networks/spiking/spiking-pass.js';
import { drawSpiking } from '../../../src/networks/spiking/training/draw-spiking.js';
import { randomTrains } from './random-trains.js';

const network = new SpikingNetwork({ inputs: 20, layers: [12, 8], outputs: 2 });
const parameters = drawSpiking(network, 4, 4);
const masked = (mask: Uint8Array, weights = parameters) => weights.map((weight, i) => weight * mask[i]);
const count = (mask: Uint8Array) => mask.filter((there) => there === 1).length;

describe('pruning by magnitude', () => {
  it('takes the smallest connections of all, and no bias', () => {
    const connections = network.size - 2;
    const mask = pruneByMagnitude(network, parameters, { share: 0.85, outputs: true });
    expect(network.size - count(mask)).toBe(Math.round(0.85 * connections));
    expect([...mask.subarray(connections)]).toEqual([1, 1]);
    const size = (there: number) =>
      [...parameters.subarray(0, connections)].map(Math.abs).filter((_, i) => mask[i] === there);
    expect(Math.max(...size(0))).toBeLessThanOrEqual(Math.min(...size(1)));
  });

  it('leaves the outputs as they are, and counts their connections', () => {
    const mask = pruneByMagnitude(network, parameters, { share: 0.85 });
    expect(network.size - count(mask)).toBe(Math.round(0.85 * (network.size - 2)));
    expect(count(mask.subarray(network.output.first))).toBe(16 + 2);
  });

  it('takes the same share of each layer where this is wanted', () => {
    for (const [outputs, left] of [
      [false, 16 + 2],
      [true, 8 + 2],
    ] as const) {
      const mask = pruneByMagnitude(network, parameters, { share: 0.5, eachLayer: true, outputs });
      for (const { first, rows, width } of network.layers)
        expect(count(mask.subarray(first, first + rows * width))).toBe((rows * width) / 2);
      expect(count(mask.subarray(network.output.first))).toBe(left);
    }
  });

  it('counts what is gone already', () => {
    const half = masked(pruneByMagnitude(network, parameters, { share: 0.5 }));
    const mask = pruneByMagnitude(network, half, { share: 0.7 });
    expect(masked(mask, half).filter((weight) => weight !== 0).length).toBe(
      network.size - 2 - Math.round(0.7 * (network.size - 2)),
    );
  });

  it('refuses a share out of range', () => {
    expect(() => pruneByMagnitude(network, parameters, { share: 1.5 })).toThrow('got the share 1.5');
    expect(() => pruneLines(network, parameters, { neurons: 1 })).toThrow('from 0 to 0.99');
  });
});

describe('pruning of whole lines', () => {
  const mask = pruneLines(network, parameters, { inputs: 0.5, neurons: [0.25, 0.5] });

  it('leaves a crossbar that is full, with fewer rows and columns', () => {
    const { matrices, weights, cells } = crossbarUse(network, masked(mask));
    expect(matrices.map(({ rows, columns }) => [rows, columns])).toEqual([
      [10 + 9, 9],
      [9 + 4, 4],
      // Biases are zero at the start, so that they need no row.
      [4, 2],
    ]);
    expect(weights).toBe(cells);
    expect(cells).toBe(19 * 9 + 13 * 4 + 8);
  });

  it('takes the rows with the smallest norm', () => {
    const norms = Array.from({ length: 20 }, (_, i) =>
      Math.hypot(...parameters.subarray(i * 12, (i + 1) * 12)),
    );
    const gone = norms.filter((_, i) => !mask.subarray(i * 12, (i + 1) * 12).includes(1));
    expect(gone.sort()).toEqual(norms.sort().slice(0, 10));
  });
});

describe('what pruning saves', () => {
  it('is no cell where single weights go, though few are left', () => {
    const even = new Float64Array(network.size);
    new RandomStream('even').normals(even, even.length);
    const full = crossbarUse(network, even);
    const few = crossbarUse(network, masked(pruneByMagnitude(network, even, { share: 0.5 }), even));
    expect(few.weights).toBeLessThan(0.52 * full.weights);
    expect(few.cells).toBeGreaterThan(0.9 * full.cells);
  });

  it('counts neurons that no input reaches, or that reach no output, as gone', () => {
    const small = new SpikingNetwork({ inputs: 2, layers: [4], bias: false });
    const weights = new Float64Array(small.size);
    const put = (row: number, column: number) => (weights[row * 4 + column] = 1);
    // Input 0 → neuron 0 → output; neurons 1 and 2 drive each other; input 1 → neuron 3, which nothing hears.
    put(0, 0);
    put(2 + 1, 2);
    put(2 + 2, 1);
    put(1, 3);
    weights[small.output.first] = 1;
    weights[small.output.first + 1] = 1;
    expect(crossbarUse(small, weights).matrices).toEqual([
      { weights: 4, rows: 1, columns: 1, cells: 1 },
      { weights: 2, rows: 1, columns: 1, cells: 1 },
    ]);
    // A weight from 3 to 0 brings neuron 3 and its input back.
    put(2 + 3, 0);
    expect(crossbarUse(small, weights).matrices[0]).toMatchObject({ rows: 3, columns: 2, cells: 6 });
  });

  it('can be taken out without a change of any output, to the last bit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), fc.boolean(), (seed, recurrent, bias) => {
        const stream = new RandomStream(`${seed}`);
        const drawn = new SpikingNetwork({ inputs: 9, layers: [7, 6], outputs: 2, recurrent, bias });
        const sparse = drawSpiking(drawn, seed, 1).map((weight) => (stream.uniform() < 0.8 ? 0 : 2 * weight));
        if (bias) sparse[drawn.size - 1] = 0.25;
        const trains = randomTrains(`${seed}`, 40, 9, 0.5);
        const pass = new SpikingPass(drawn);
        pass.forward(sparse, trains);
        const { matrices } = crossbarUse(drawn, sparse);
        if (matrices.some(({ columns }) => columns === 0)) {
          expect(() => compactSpiking(drawn, sparse)).toThrow('no input acts on an output');
          return;
        }
        const compact = compactSpiking(drawn, sparse);
        expect(compact.network.layers.map(({ width }) => width)).toEqual(
          matrices.slice(0, 2).map(({ columns }) => columns),
        );
        const less = new SpikingPass(compact.network);
        less.forward(compact.parameters, chosenTrains(trains, compact.inputs));
        expect(less.outputs.map((o) => o + 0)).toEqual(pass.outputs.map((o) => o + 0));
      }),
      { numRuns: 60 },
    );
  });
});
