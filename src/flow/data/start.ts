import type { RandomStream } from '../../core/random-stream.js';
import type { Network } from '../../networks/network.js';

/** Random parameters: weights are normal, with a standard deviation of spread / √inputs; biases too, or 0. @param biases their standard deviation */
export function randomParameters(
  { layers, size }: Network,
  random: RandomStream,
  spread: number,
  biases: number,
): Float64Array {
  const parameters = new Float64Array(size);
  random.normals(parameters, size);
  for (const { first, width, rowLength, inputs, bias } of layers)
    for (let j = 0; j < width; j++)
      for (let i = 0; i < rowLength; i++)
        parameters[first + j * rowLength + i] *= bias && i === inputs ? biases : spread / Math.sqrt(inputs);
  return parameters;
}
