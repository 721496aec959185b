import type { Probes } from '../../../identify/probes.js';
import type { ShallowFinding } from '../../../identify/shallow/identify-shallow.js';
import { networkFinding, type NetworkFinding } from '../../../identify/shallow/network-finding.js';
import type { Residual } from './linear-answer.js';

/** What `memloop identify` finds of two layers, with all that a page and a text say of it. */
export interface NetworkAnswer extends NetworkFinding {
  /** where the probes come from, as in "probes.csv" */
  readonly source: string;
  readonly activation: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly residuals: readonly Residual[];
}

/** The answer for probes of a network with one hidden layer. */
export function networkAnswer(
  source: string,
  probes: Probes,
  activation: string,
  finding: ShallowFinding,
): NetworkAnswer {
  return {
    ...networkFinding(finding),
    source,
    activation,
    inputs: probes.inputs,
    outputs: probes.outputs,
    residuals: residualsOf(probes, finding),
  };
}

/** Residuals of each output beside what was fitted, in their units. */
function residualsOf({ count, inputs, y }: Probes, { problem, found }: ShallowFinding): Residual[] {
  const { neurons, offset, skip } = found.network;
  const { x, outputScales } = problem.probes;
  const columns = neurons.map((neuron) => problem.column(neuron));
  return outputScales.flatMap(({ mean, deviation }, output) =>
    Array.from({ length: count }, (_, n) => {
      let sum = neurons.reduce((total, { out }, j) => total + out[output] * columns[j][n], offset[output]);
      if (skip) for (let i = 0; i < inputs; i++) sum += skip[output * inputs + i] * x[i * count + n];
      const fitted = mean + deviation * sum;
      return { fitted, residual: y[output * count + n] - fitted, output };
    }),
  );
}
