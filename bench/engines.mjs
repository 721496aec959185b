// The engines that can carry out a condition in this build.
import { existsSync } from 'node:fs';
import { parseExperiment } from 'memloop';
import { here } from './measure.mjs';

const path = here('../dist/src/experiment/engine.js');
const { outOfScope } = existsSync(path)
  ? await import(path)
  : { outOfScope: () => 'a build without compiled runs' };

/** 'ts', and 'wasm' where compiled runs can do the condition. */
export function enginesOf(environment, condition) {
  const experiment = parseExperiment({ environment, conditions: [condition] });
  return outOfScope(experiment, experiment.conditions[0]) === undefined ? ['ts', 'wasm'] : ['ts'];
}
