import { RandomStream } from '../../core/random-stream.js';
import type { Student } from './collapse.js';
import { shallowOf } from './parameters.js';
import type { Patience, ShallowProblem } from './shallow-problem.js';

const patience: Patience = { iterations: 400, within: 25, share: 0.75 };

/**
 * A student of some width, trained from random weights. It depends on its arguments alone, so that students may be trained anywhere and in
 * any order.
 * @param number which of the students of this width, from 1
 */
export function trainStudent(problem: ShallowProblem, width: number, number: number, seed: number): Student {
  const { inputs, outputs } = problem.probes;
  const random = new RandomStream(`${seed} identify width ${width} student ${number}`);
  const parameters = new Float64Array(problem.sizeOf(width));
  random.normals(parameters, parameters.length);
  const rows = width * (inputs + 1);
  for (let i = 0; i < parameters.length; i++)
    parameters[i] *= i < rows ? 1.5 / Math.sqrt(inputs) : 1 / Math.sqrt(width);
  parameters.fill(0, problem.plainSizeOf(width));
  return problem.fit(shallowOf(parameters, width, inputs, outputs), patience);
}
