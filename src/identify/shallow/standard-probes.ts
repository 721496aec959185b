import { meanOf } from '../../core/maths/vectors.js';
import type { Probes } from '../probes.js';
import type { Shallow } from './neurons.js';

/** Probes with inputs and outputs of mean 0 and standard deviation 1, and what they were. */
export interface StandardProbes extends Probes {
  readonly inputScales: readonly Scale[];
  readonly outputScales: readonly Scale[];
}

interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

/** Probes in standard units. A column that never changes stays as it is, but for its mean. */
export function standardProbes({ count, inputs, outputs, x, y }: Probes): StandardProbes {
  const [newX, newY] = [x.slice(), y.slice()];
  return {
    count,
    inputs,
    outputs,
    inputScales: standardise(newX, count),
    outputScales: standardise(newY, count),
    x: newX,
    y: newY,
  };
}

function standardise(columns: Float64Array, count: number): Scale[] {
  return Array.from({ length: columns.length / count }, (_, i) => {
    const column = columns.subarray(i * count, (i + 1) * count);
    const mean = meanOf(column);
    for (let n = 0; n < count; n++) column[n] -= mean;
    const deviation = Math.sqrt(meanOf(column.map((value) => value * value))) || 1;
    for (let n = 0; n < count; n++) column[n] /= deviation;
    return { mean, deviation };
  });
}

/** A network of standard units in the units of the file. */
export function inFileUnits(network: Shallow, { inputScales, outputScales }: StandardProbes): Shallow {
  const inputs = inputScales.length;
  const skip = network.skip?.map(
    (weight, at) =>
      (weight * outputScales[Math.floor(at / inputs)].deviation) / inputScales[at % inputs].deviation,
  );
  const moved = (o: number) =>
    skip ? inputScales.reduce((sum, { mean }, i) => sum - skip[o * inputs + i] * mean, 0) : 0;
  return {
    ...(skip && { skip }),
    neurons: network.neurons.map(({ row, out }) => {
      const turned = row.map((weight, i) =>
        i < inputScales.length ? weight / inputScales[i].deviation : weight,
      );
      for (const [i, { mean }] of inputScales.entries()) turned[inputScales.length] -= turned[i] * mean;
      return { row: turned, out: out.map((weight, o) => weight * outputScales[o].deviation) };
    }),
    offset: network.offset.map(
      (constant, o) => constant * outputScales[o].deviation + outputScales[o].mean + moved(o),
    ),
  };
}
