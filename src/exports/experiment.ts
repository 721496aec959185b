export { RunError, UsageError } from '../core/errors.js';
export { Kinds } from '../core/kinds.js';
export { assemble, type Assembly } from '../experiment/assemble.js';
export { catalogue } from '../experiment/catalogue.js';
export type { Condition, ConditionInput } from '../experiment/condition.js';
export { runEpisode } from '../experiment/episode.js';
export {
  experimentJsonSchema,
  parseExperiment,
  type Experiment,
  type ExperimentInput,
} from '../experiment/experiment.js';
export { Ledger, type WeightCosts } from '../experiment/ledger.js';
export { addPlugin, definePlugin, type Plugin } from '../experiment/plugins.js';
export type { CostRecord } from '../experiment/cost-record.js';
export { runSeed, type SeedResult } from '../experiment/seed-run.js';
export { sweepJsonSchema } from '../experiment/sweep/sweep-form.js';
export { comparisonJsonSchema } from '../experiment/comparison-form.js';
export { parseSweep, type Sweep, type SweptExperiment } from '../experiment/sweep/sweep.js';
export type { Until } from '../experiment/sweep/until.js';
