// The engines that can carry out a condition.
import { parseExperiment } from 'memloop';
import { outOfScope } from '../dist/src/experiment/engine.js';

/** 'ts', and 'wasm' where the compiled loop can do the condition. */
export function enginesOf(environment, condition) {
  const experiment = parseExperiment({ environment, conditions: [condition] });
  return outOfScope(experiment, experiment.conditions[0]) === undefined ? ['ts', 'wasm'] : ['ts'];
}
