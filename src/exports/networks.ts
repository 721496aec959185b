export { errorFunction, normalCumulative, normalDensity } from '../core/maths/error-function.js';
export type { Minimiser } from '../core/maths/minimise/minimiser.js';
export type { LeastSquaresObjective, Objective } from '../core/maths/objective.js';

export type { Activation, Symmetry } from '../networks/activations/activation.js';
export { activations } from '../networks/activations/activations.js';
export type { Loss } from '../networks/losses/loss.js';
export { losses } from '../networks/losses/losses.js';
export { Network, type Layer, type LayerSettings } from '../networks/network.js';
export { NetworkLoss } from '../networks/network-loss.js';
export { samplesOf, type Samples } from '../networks/samples.js';

export type { Estimate } from '../identify/estimate.js';
export { linearMap, type LinearMap, type ReadOut } from '../identify/linear/linear-map.js';
export { parseProbes, type Probes } from '../identify/probes.js';
export { collapse, type Student } from '../identify/shallow/collapse.js';
export {
  identifyShallow,
  type ShallowFinding,
  type ShallowSearch,
} from '../identify/shallow/identify-shallow.js';
export { inFileUnits } from '../identify/shallow/standard-probes.js';
