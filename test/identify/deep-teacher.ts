import { RandomStream } from '../../src/core/random-stream.js';
import { Network } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import type { DeepFinding } from '../../src/identify/deep/deep-finding.js';
import { flat, type Deep } from '../../src/identify/deep/deep-problem.js';
import type { Probes } from '../../src/identify/probes.js';

const [inputs, width] = [2, 3];

/** A random network 2-3-3-1 with Gaussian probes: rows of length 1 to 2, biases of deviation ½, outgoing weights ± ½ to 1½. */
export function deepTeacherOf(
  activation: string,
  seed: number,
  count = 800,
): { layers: Deep; probes: Probes } {
  const random = new RandomStream(`deep teacher ${activation} ${seed}`);
  const normals = (length: number) => {
    const column = new Float64Array(length);
    random.normals(column, length);
    return column;
  };
  const layer = (below: number) =>
    Array.from({ length: width }, () => {
      const row = normals(below + 1);
      const length = (1 + random.uniform()) / Math.hypot(...row.subarray(0, below));
      return row.map((value, i) => (i < below ? value * length : value / 2));
    });
  const outgoing = () => (0.5 + random.uniform()) * (random.uniform() < 0.5 ? -1 : 1);
  const hidden = [layer(inputs), layer(width)];
  const output = Float64Array.of(...Array.from({ length: width }, outgoing), normals(1)[0]);
  const layers = [...hidden, [output]];
  const x = normals(inputs * count);
  const network = new Network(inputs, [{ width, activation }, { width, activation }, { width: 1 }]);
  const y = new NetworkLoss(network, { count, inputs: x, targets: new Float64Array(count) }).outputs(
    flat(layers),
  );
  return { layers, probes: { count, inputs, outputs: 1, x, y } };
}

/** The rows of a network that was found. */
export function rowsOf({ layers }: DeepFinding): Deep {
  return layers.map((rows) =>
    rows.map(({ row, bias }) => Float64Array.from([...row, bias], ({ value }) => value)),
  );
}
