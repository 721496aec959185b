import type { Experiment } from '../../experiment/experiment.js';
import { readForeignManifest, type Manifest } from '../../runs/manifest.js';
import { readSummary } from '../../runs/run-directory.js';
import { readOutcomes, type Outcomes } from '../compare/outcomes.js';

/** A finished run with its results, seed by seed. */
export interface FinishedRun {
  directory: string;
  manifest: Manifest;
  /** as the manifest keeps it: complete, and readable without plugins */
  experiment: Experiment;
  outcomes: Outcomes;
  /** an agent that learns makes more steps an episode, not fewer */
  moreIsBetter: boolean;
  /** names of conditions whose learner acts on a digital copy of its weights */
  digital: string[];
}

/** Reads a finished run, sweep or comparison of any version. @throws UsageError unless the directory holds one */
export function readFinishedRun(directory: string): FinishedRun {
  const manifest = readForeignManifest(directory);
  const { task, conditions } = readSummary(directory);
  const experiment = manifest.experiment as unknown as Experiment;
  return {
    directory,
    manifest,
    experiment,
    outcomes: readOutcomes(directory, experiment),
    moreIsBetter: task?.moreIsBetter ?? false,
    digital: conditions.filter(({ believed }) => believed).map(({ name }) => name),
  };
}
