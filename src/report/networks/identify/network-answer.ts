import {
  identifyShallow,
  type ShallowFinding,
  type ShallowSearch,
} from '../../../identify/shallow/identify-shallow.js';
import { networkFinding, type NetworkFinding } from '../../../identify/shallow/network-finding.js';
import type { Probes } from '../../../identify/probes.js';
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

/** The answer for probes of a network with one hidden layer. @throws UsageError where the probes do not suffice for a start */
export function networkAnswer(source: string, probes: Probes, search: ShallowSearch): NetworkAnswer {
  const finding = identifyShallow(probes, search);
  return {
    ...networkFinding(finding),
    source,
    activation: search.activation,
    inputs: probes.inputs,
    outputs: probes.outputs,
    residuals: residualsOf(probes, finding),
  };
}

/** Residuals of each output beside what was fitted, in their units. */
function residualsOf({ count, y }: Probes, { problem, found }: ShallowFinding): Residual[] {
  const { neurons, offset } = found.network;
  const columns = neurons.map((neuron) => problem.column(neuron));
  return problem.probes.outputScales.flatMap(({ mean, deviation }, output) =>
    Array.from({ length: count }, (_, n) => {
      const sum = neurons.reduce((total, { out }, j) => total + out[output] * columns[j][n], offset[output]);
      const fitted = mean + deviation * sum;
      return { fitted, residual: y[output * count + n] - fitted, output };
    }),
  );
}
