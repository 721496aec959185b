export { RunError, UsageError } from './core/errors.js';
export { Observation, ObservationPair } from './core/observation.js';
export { RandomStream, randomStream } from './core/random-stream.js';
export type { PulseShape, PulseShapes } from './core/pulse-shape.js';
export { ReadBatch } from './core/read-batch.js';
export { UpdateBatch } from './core/update-batch.js';

export { PublishedWalk, ReflectingWalk, singleCurve, type CycleWalk } from '../devices/vcm/cycle-walk.js';
export type { Circuit, MakeCircuit } from '../devices/array/circuit.js';
export { IdealWires } from '../devices/array/ideal-wires.js';
export { makeWires } from '../devices/array/make-wires.js';
export { effectiveConductances } from '../devices/array/reads/effective-conductances.js';
export { programmingVoltages, type Write } from '../devices/array/reads/programming-voltages.js';
export {
  solveCrossbar,
  type CrossbarProblem,
  type CrossbarSolution,
} from '../devices/array/reads/solve-crossbar.js';
export { completeWires, type Wires, type WireSettings } from '../devices/array/wires/wire-settings.js';
export type { DeviceBank } from '../devices/device-bank.js';
export { parseDeviceFile, readDeviceFile, shippedDevices } from '../devices/files/device-file.js';
export type { DeviceFile, DeviceFit } from '../devices/files/device-form.js';
export { IdealBank } from '../devices/ideal.js';
export type { NoiseKind, NoisePart, NoisyArray } from '../devices/noise/noise-kind.js';
export { noiseStructures, type NoiseStructure } from '../devices/noise/noise.js';
export { drawPopulation } from '../devices/population/population.js';
export { ConstantStep } from '../devices/steps/constant-step.js';
export { ExponentialStep } from '../devices/steps/exponential-step.js';
export { LinearStep } from '../devices/steps/linear-step.js';
export { PiecewiseStep } from '../devices/steps/piecewise-step.js';
export { PowerStep } from '../devices/steps/power-step.js';
export { linearStepsOfCurve, softBoundsPmax } from '../devices/steps/pulse-curve-steps.js';
export { softBounds, symmetryPoint } from '../devices/steps/soft-bounds.js';
export { nominal, StepArray, type StepParameters } from '../devices/steps/step-array.js';
export { StepBank } from '../devices/steps/step-bank.js';
export type { StepLaw } from '../devices/steps/step-law.js';
export type { StepPreset } from '../devices/steps/step-preset.js';
export { stepPresets } from '../devices/steps/step-presets.js';
export { VcmBank } from '../devices/vcm/vcm.js';
export { RetentionBank, type Retention } from '../devices/wrappers/retention.js';
export { cycleModel, meanModel, type VcmModel } from '../devices/vcm/vcm-model.js';

export { ArcOneSession } from '../drivers/protocols/arc-one/arc-one-session.js';
export type { BoardKind } from '../drivers/protocols/board-kind.js';
export type { UnnumberedSession } from '../drivers/protocols/unnumbered/unnumbered-session.js';
export type { Board } from '../drivers/boards/board.js';
export type { BoardSession } from '../drivers/sessions/board-session.js';
export { bringToStart } from '../drivers/boards/bring-to-start.js';
export { HybridBoard } from '../drivers/boards/hybrid-board.js';
export { MeteredBoard, type Costs } from '../drivers/boards/metered-board.js';
export { OpenMenaSession } from '../drivers/protocols/openmena/openmena-session.js';
export {
  PhysicalDevices,
  type PhysicalDevice,
  type PhysicalSettings,
} from '../drivers/boards/physical-devices.js';
export { PhysicalPart, type PhysicalProducts } from '../drivers/boards/physical-part.js';
export { PrologixTransport } from '../drivers/protocols/scpi/prologix.js';
export { ScpiSession } from '../drivers/protocols/scpi/scpi-session.js';
export { SerialBoard } from '../drivers/boards/serial-board.js';
export { listPorts, type Port } from '../drivers/ports/ports.js';
export { SerialTransport } from '../drivers/ports/serial-transport.js';
export { SimulatedBoard } from '../drivers/boards/simulated-board.js';

export { CircularPool } from '../envs/circular-pool.js';
export type { Environment, Step } from '../envs/environment.js';
export { PlaceCells } from '../envs/place-cells.js';
export { OneHot } from '../envs/one-hot.js';
export { MatchingToPlace, referenceMemory, type PlatformProtocol } from '../envs/platform-protocol.js';
export { TimeLimit } from '../envs/time-limit.js';
export { TMaze } from '../envs/t-maze.js';
export { WaterMaze } from '../envs/water-maze.js';

export { Crossbar } from './crossbar/crossbar.js';
export { perDevice, sharedByArray, type Encoding } from './crossbar/encoding.js';
export { ExactCrossbar } from './crossbar/exact-crossbar.js';

export { OpenLoop } from './schemes/open-loop.js';
export {
  InversePulses,
  LinearPulses,
  noPulses,
  StochasticPulses,
  type PulseCount,
} from './schemes/pulse-count.js';
export type { SchemeKind, SchemeParts } from './schemes/scheme-kind.js';
export { schemes } from './schemes/schemes.js';
export { SelfCorrecting } from './schemes/self-correcting.js';
export type { UpdateScheme } from './schemes/update-scheme.js';

export { ActorCritic } from './learners/actor-critic.js';
export type { Agent } from './learners/agent.js';

export { assemble, type Assembly } from './experiment/assemble.js';
export { catalogue } from './experiment/catalogue.js';
export { referencePage } from './experiment/reference.js';
export { runEpisode } from './experiment/episode.js';
export {
  experimentJsonSchema,
  parseExperiment,
  type Experiment,
  type ExperimentInput,
} from './experiment/experiment.js';
export { readExperiment, readSweep } from './experiment/experiment-file.js';
export { addPlugin, definePlugin, type Plugin } from './experiment/plugins.js';
export { Ledger, type WeightCosts } from './experiment/ledger.js';
export { loadPlugins } from './runs/load-plugins.js';
export type { Manifest } from './runs/manifest.js';
export { createRun, openRun, type Run } from './runs/run-directory.js';
export type { CostRecord } from './experiment/cost-record.js';
export { runSeed, type SeedResult } from './experiment/seed-run.js';
export { parseSweep, type Sweep, type SweptExperiment } from './experiment/sweep/sweep.js';
export type { Until } from './experiment/sweep/until.js';
export { sweepJsonSchema } from './experiment/sweep/sweep-form.js';
export { comparisonJsonSchema } from './experiment/comparison-form.js';
export { sourceOf } from './on-board/source-of.js';
export { execute, inWorkers, type RunEvent, type RunSource } from './runs/runner.js';
export type { ConditionSummary, Summary } from './runs/summary.js';

export { observeRun } from './telemetry/observe-run.js';
export { progress, type Progress } from './telemetry/progress.js';
