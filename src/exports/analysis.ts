export { anatomise } from '../analysis/anatomy/anatomise.js';
export type { Anatomy } from '../analysis/anatomy/anatomy.js';
export { compareOutcomes } from '../analysis/compare/compare-outcomes.js';
export type { Comparison } from '../analysis/compare/comparison.js';
export { readOutcomes, type Outcomes } from '../analysis/compare/outcomes.js';
export {
  planComparison,
  type ComparisonChoices,
  type PlannedComparison,
} from '../analysis/compare/plan-comparison.js';
