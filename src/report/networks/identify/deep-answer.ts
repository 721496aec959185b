import { deepFinding, type DeepFinding } from '../../../identify/deep/deep-finding.js';
import { flat, widthsOf } from '../../../identify/deep/deep-problem.js';
import { identifyDeep, type DeepResult, type DeepSearch } from '../../../identify/deep/identify-deep.js';
import type { Probes } from '../../../identify/probes.js';
import type { Residual } from './linear-answer.js';

/** What `memloop identify` finds of three and more layers, with all that a page and a text say of it. */
export interface DeepAnswer extends DeepFinding {
  /** where the probes come from, as in "probes.csv" */
  readonly source: string;
  readonly activation: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly residuals: readonly Residual[];
}

/** The answer for probes of a network with several hidden layers. @throws UsageError where the probes do not suffice for a start */
export function deepAnswer(source: string, probes: Probes, search: DeepSearch): DeepAnswer {
  const result = identifyDeep(probes, search);
  const { activation } = search;
  const { inputs, outputs } = probes;
  return { ...deepFinding(result), source, activation, inputs, outputs, residuals: residualsOf(probes, result) };
} // prettier-ignore

/** Residuals of each output beside what was fitted, in their units. */
function residualsOf({ count, y }: Probes, { problem, found: { layers } }: DeepResult): Residual[] {
  const outputs = problem.loss(widthsOf(layers)).outputs(flat(layers));
  return problem.probes.outputScales.flatMap(({ mean, deviation }, output) =>
    Array.from({ length: count }, (_, n) => {
      const fitted = mean + deviation * outputs[output * count + n];
      return { fitted, residual: y[output * count + n] - fitted, output };
    }),
  );
}
