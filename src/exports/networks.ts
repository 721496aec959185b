export { errorFunction, normalCumulative, normalDensity } from '../core/maths/error-function.js';
export { symmetricEigen, type SymmetricEigen } from '../core/maths/linear/symmetric-eigen.js';
export { adam } from '../core/maths/minimise/adam.js';
export { bfgs } from '../core/maths/minimise/bfgs.js';
export { dampedGaussNewton } from '../core/maths/minimise/damped-gauss-newton.js';
export { gradientDescent } from '../core/maths/minimise/gradient-descent.js';
export { limitedMemoryBfgs } from '../core/maths/minimise/limited-memory-bfgs.js';
export type {
  Ending,
  Found,
  LeastSquaresMinimiser,
  Limits,
  Minimiser,
  SlopeFollower,
  Watch,
} from '../core/maths/minimise/minimiser.js';
export { newton } from '../core/maths/minimise/newton.js';
export { dormandPrince853 } from '../core/maths/ode/dormand-prince-853.js';
export { dormandPrince } from '../core/maths/ode/dormand-prince.js';
export { GradientFlow } from '../core/maths/ode/gradient-flow.js';
export { integrate, type Integration, type IntegrationEnd, type Sight } from '../core/maths/ode/integrate.js';
export { rodas5p } from '../core/maths/ode/rodas5p.js';
export { Rosenbrock, type RosenbrockTableau } from '../core/maths/ode/rosenbrock.js';
export type { RungeKuttaTableau } from '../core/maths/ode/runge-kutta-tableau.js';
export { RungeKutta } from '../core/maths/ode/runge-kutta.js';
export type { Stepper } from '../core/maths/ode/stepper.js';
export type { SmoothSystem, System } from '../core/maths/ode/system.js';
export type {
  LeastSquaresObjective,
  Objective,
  ResidualObjective,
  SlopedObjective,
} from '../core/maths/objective.js';
export { bivariateNormal } from '../core/maths/normal/bivariate-normal.js';

export { flowJsonSchema, type FlowInput } from '../experiment/networks/flow-form.js';
export { functions } from '../flow/data/functions.js';
export { judgeEnd, weightNorm, type EndPoint, type Whereabouts } from '../flow/fixed-point.js';
export type { FlowMethod, MethodEnd, Reach, See } from '../flow/methods/method.js';
export { methods } from '../flow/methods/methods.js';
export { withExpectation } from '../flow/population/expectations.js';
export { PopulationLoss } from '../flow/population/population-loss.js';
export { exploreLandscape, type Landscape } from '../landscape/explore-landscape.js';
export type { LandscapeSearch } from '../landscape/landscape-search.js';
export { lossLevels } from '../landscape/search/loss-levels.js';
export { meets } from '../landscape/search/explore-start.js';
export { channelPoint, type ChannelPoint } from '../landscape/channel/channel-point.js';
export { gatedUnit, type GatedUnit } from '../landscape/channel/gated-unit.js';
export { meetingGroups, type MeetingGroup } from '../landscape/channel/meeting-groups.js';
export { nearestRows, type Meeting } from '../landscape/channel/meeting-rows.js';
export type { NeuronPair } from '../landscape/channel/neuron-pair.js';
export type { LandscapeProblem, NetworkObjective } from '../landscape/landscape-problem.js';
export { spectrumAt, type Spectrum } from '../landscape/spectrum.js';
export { permutationRatio } from '../landscape/split/permutation-count.js';
export { splitLines, type SplitPoint } from '../landscape/split/split-line.js';
export { splitNeuron } from '../landscape/split/split-neuron.js';
export { toyProblem } from '../landscape/toy.js';
export { bestInWindow, type WindowBest, type WindowSearch } from '../landscape/window/best-in-window.js';
export { drawnLoss, type DrawnLoss } from '../landscape/window/drawn-loss.js';
export type { Activation, Symmetry } from '../networks/activations/activation.js';
export { activations } from '../networks/activations/activations.js';
export type { Loss } from '../networks/losses/loss.js';
export { losses } from '../networks/losses/losses.js';
export { Network, type Layer, type LayerSettings } from '../networks/network.js';
export { NetworkLoss } from '../networks/network-loss.js';
export { heldInput, type HeldInput } from '../networks/memory/held-input.js';
export { LegendreMemory, type LegendreSettings } from '../networks/memory/legendre-memory.js';
export { remembered } from '../networks/memory/remembered.js';
export { DiffusedNetwork } from '../networks/quantised/diffused-network.js';
export { DiffusedQuantiser } from '../networks/quantised/diffused-quantiser.js';
export { NoisyWeights } from '../networks/quantised/noisy-weights.js';
export { ExpectedStepLoss } from '../networks/quantised/expected-step-loss.js';
export { SampledStepLoss } from '../networks/quantised/sampled-step-loss.js';
export { standInSlopes, type StandInName, type StandInSlope } from '../networks/quantised/stand-in-slope.js';
export type { StepNetwork } from '../networks/quantised/step-network.js';
export { samplesOf, type Samples } from '../networks/samples.js';

export { deepFinding, type DeepFinding, type DeepNeuron } from '../identify/deep/deep-finding.js';
export { identifyDeep, type DeepResult, type DeepSearch } from '../identify/deep/identify-deep.js';
export type { Estimate } from '../identify/estimate.js';
export { knowableActivations } from '../identify/knowable.js';
export { linearMap, type LinearMap, type ReadOut } from '../identify/linear/linear-map.js';
export { parseProbes, type Probes } from '../identify/probes.js';
export { collapse, type Student } from '../identify/shallow/collapse.js';
export {
  identifyShallow,
  searchShallow,
  type ShallowFinding,
  type ShallowSearch,
  type WantedStudents,
} from '../identify/shallow/identify-shallow.js';
export {
  networkFinding,
  type HiddenNeuron,
  type NetworkFinding,
} from '../identify/shallow/network-finding.js';
export { ShallowProblem } from '../identify/shallow/shallow-problem.js';
export { inFileUnits } from '../identify/shallow/standard-probes.js';
export { trainStudent } from '../identify/shallow/train-student.js';
export type {
  DevicesPlan,
  FlowFilePlan,
  NetworkCondition,
} from '../experiment/networks/network-condition.js';
export { networkMaker, type NetworkOnDevices } from '../experiment/networks/network-maker.js';
export { CrossbarNetwork, type CrossbarWeights } from '../on-crossbar/crossbar-network.js';
export { SignedWeights } from '../on-crossbar/signed-weights.js';
export { signings, type Signing } from '../on-crossbar/signing.js';
export {
  spikingCondition,
  spikingRanges,
  type SpikingChoices,
  type SpikingCondition,
} from '../experiment/networks/spiking-condition.js';
export type { EventAssumptions, EventCosts } from '../experiment/networks/spiking-ledger.js';
export { spikingMaker, type SpikingOnDevices } from '../experiment/networks/spiking-maker.js';
export { adamSteps, plainSteps, type HostSteps } from '../on-crossbar/spiking/host-steps.js';
export { SpikingCrossbar, type SpikingCrossbarWeights } from '../on-crossbar/spiking/spiking-crossbar.js';
export {
  SpikingCrossbarGradient,
  type CrossbarGradientSettings,
} from '../on-crossbar/spiking/spiking-crossbar-gradient.js';
export {
  trainSpikingCrossbar,
  type CrossbarTraining,
} from '../on-crossbar/spiking/train-spiking-crossbar.js';
export { spikingSignings } from '../on-crossbar/spiking/spiking-signings.js';
export { CrossbarCritic } from '../on-crossbar/crossbar-critic.js';
export { TdFlow } from '../flow/critic/td-flow.js';
export type { RewardChain } from '../core/reward-chain.js';

export { EventDriven } from '../networks/spiking/event-driven.js';
export {
  chosenTrains,
  compactSpiking,
  type CompactSpiking,
} from '../networks/spiking/pruning/compact-spiking.js';
export { crossbarUse, type CrossbarUse, type MatrixUse } from '../networks/spiking/pruning/crossbar-use.js';
export { keptLines, type KeptLines } from '../networks/spiking/pruning/kept-lines.js';
export { liveNeurons, type LiveNeurons } from '../networks/spiking/pruning/live-neurons.js';
export { pruneByMagnitude, type MagnitudePruning } from '../networks/spiking/pruning/prune-by-magnitude.js';
export { pruneLines, type LinePruning } from '../networks/spiking/pruning/prune-lines.js';
export { lastSquare, logisticLoss, type SequenceLoss } from '../networks/spiking/sequence-loss.js';
export { spikeTrainsOf, type SpikeTrains } from '../networks/spiking/spike-trains.js';
export {
  SpikingGradient,
  type ActivityPenalty,
  type SpikingGradientSettings,
} from '../networks/spiking/spiking-gradient.js';
export {
  SpikingNetwork,
  type SpikingLayer,
  type SpikingSettings,
} from '../networks/spiking/spiking-network.js';
export { SpikingPass } from '../networks/spiking/spiking-pass.js';
export type { Surrogate } from '../networks/spiking/surrogates/surrogate.js';
export { surrogates } from '../networks/spiking/surrogates/surrogates.js';
export { drawSpiking } from '../networks/spiking/training/draw-spiking.js';
export { cutSequences, type Sequence } from '../networks/spiking/training/sequences.js';
export {
  trainSpiking,
  type SpikingEpoch,
  type SpikingTraining,
  type SpikingTrainingState,
} from '../networks/spiking/training/train-spiking.js';
export type { WeightLimitSettings } from '../networks/spiking/training/weight-limits.js';
export { weightNoise, type Perturb, type WeightNoise } from '../networks/spiking/training/weight-noise.js';
