import { RandomStream } from '../../core/random-stream.js';
import { Network } from '../../networks/network.js';
import { NetworkLoss } from '../../networks/network-loss.js';
import type { DataPlan, FlowData } from './flow-data.js';
import { functions } from './functions.js';
import { readColumns } from './read-columns.js';
import { randomParameters } from './start.js';

/** The samples of a plan, or its teacher where there are infinitely many. @throws UsageError for a file that holds none */
export function makeData(plan: DataPlan): FlowData {
  const { samples: count, noise, seed } = plan;
  const random = (purpose: string) => new RandomStream(`${seed}/flow ${purpose}`);
  if ('file' in plan) return readColumns(plan.file, plan.targets);
  const data = 'function' in plan ? ofFunction(plan.function, count as number, random('inputs')) : ofTeacher(plan, random('inputs'));
  if (noise > 0 && data.samples) {
    const { targets } = data.samples;
    const errors = new Float64Array(targets.length);
    random('noise').normals(errors, errors.length);
    for (let i = 0; i < targets.length; i++) targets[i] += noise * errors[i];
  }
  return data;
} // prettier-ignore

function ofFunction(name: string, count: number, random: RandomStream): FlowData {
  const { inputs: width, draw, of } = functions.get(name);
  const inputs = new Float64Array(width * count);
  draw(random, inputs);
  const targets = Float64Array.from({ length: count }, (_, n) =>
    of(Array.from({ length: width }, (_, i) => inputs[i * count + n])),
  );
  return { inputs: width, outputs: 1, samples: { count, inputs, targets } };
}

function ofTeacher(plan: Extract<DataPlan, { teacher: object }>, random: RandomStream): FlowData {
  const { teacher, inputs: width, samples: count } = plan;
  const network = new Network(width, teacher.layers);
  // As wide as its inputs, and with biases, so that its neurons differ.
  const parameters = randomParameters(network, new RandomStream(`${teacher.seed}/flow teacher`), Math.sqrt(width), 1);
  const shape = { inputs: width, outputs: network.outputs };
  if (count === 'infinite') return { ...shape, infinite: { inputs: width, layers: teacher.layers, parameters } };
  const inputs = new Float64Array(width * count);
  random.normals(inputs, inputs.length);
  const empty = new Float64Array(network.outputs * count);
  const targets = new NetworkLoss(network, { count, inputs, targets: empty }).outputs(parameters);
  return { ...shape, samples: { count, inputs, targets } };
} // prettier-ignore
