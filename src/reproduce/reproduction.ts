import type { ExperimentInput } from '../experiment/experiment.js';
import type { Run } from '../runs/run-directory.js';
import type { Summary } from '../runs/summary.js';
import type { Figure } from '../report/marks/figure.js';
import type { Claim } from './claim.js';

/** What came of one figure of the article. */
export interface Outcome {
  claims: Claim[];
  figures: Figure[];
  /** what a reader should know beside the numbers, a sentence each */
  remarks: string[];
}

/** A finished run and what it came to. */
export interface Finished {
  run: Run;
  summary: Summary;
}

/** One figure of the article: what has to be run for it, and what is then compared and drawn. */
export interface Reproduction {
  title: string;
  /** name of its run's directory: figures of the same run share it */
  runName?: string;
  experiment?(quick: boolean): ExperimentInput;
  compare(finished: Finished | undefined, quick: boolean): Outcome;
}
