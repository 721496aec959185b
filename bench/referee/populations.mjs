// Populations of runs from which the bench draws: many seeds of the T-maze, so that their mean is as good as the truth.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const load = (file) => import(new URL(`../../dist/src/${file}.js`, import.meta.url).href);

const feedback = (noise) => ({ bank: 'cycles', noise });
/** Seeds and condition of each population; write-verify and the engine ts take longer than the compiled loop. */
const populations = {
  write: { seeds: 8000, condition: feedback('write') },
  read: { seeds: 8000, condition: feedback('read') },
  pulse: { seeds: 8000, condition: feedback('pulse') },
  'read-ts': { seeds: 3000, condition: feedback('read'), engine: 'ts' },
  'write-verify': { seeds: 3000, condition: { ...feedback('write'), scheme: 'write-verify' } },
};
/** Populations that are compared seed by seed have the same number of seeds; the longer one is cut. */
export const populationNames = Object.keys(populations);

/** Runs a population. @returns final steps, steps [seed × episode] and pulses [recorded episode × seed] */
export async function populationOf(name, workers) {
  const { seeds, condition, engine } = populations[name];
  const [{ parseExperiment }, { createRun }, { execute, inWorkers }, { readOutcomes }, { finalSteps }] =
    await Promise.all(
      ['experiment/experiment', 'runs/run-directory', 'runs/runner', 'analysis/compare/outcomes', 'analysis/compare/learning'].map(load),
    ); // prettier-ignore
  const directory = mkdtempSync(join(tmpdir(), 'memloop-referee-'));
  try {
    const experiment = parseExperiment({ environment: 't-maze', seeds, engine, conditions: [condition] });
    const run = createRun(join(directory, 'run'), experiment);
    await execute(run, inWorkers(workers), () => {}, new AbortController().signal);
    const outcomes = readOutcomes(run.directory, experiment);
    const { steps, costs } = outcomes.conditions[0];
    const { episodes, recorded } = outcomes;
    return { seeds, episodes, recorded, steps, pulses: costs.pulses, final: finalSteps(steps, outcomes) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
