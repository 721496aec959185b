export { RandomStream, randomStream, streams, type Streams } from '../core/random-stream.js';
export type { Setting, Settings, SettingShape } from '../core/setting.js';
export { UpdateBatch } from '../core/update-batch.js';

export type { Circuit, MakeCircuit } from '../../devices/array/circuit.js';
export { IdealWires } from '../../devices/array/ideal-wires.js';
export { makeWires } from '../../devices/array/make-wires.js';
export { programmingVoltages, type Write } from '../../devices/array/reads/programming-voltages.js';
export { cellKinds, type CellKind, type CellName } from '../../devices/array/wires/cell-kinds.js';
export { ohmsOfNode, technologyNodes } from '../../devices/array/wires/technology.js';
export {
  completeWires,
  wireFault,
  type Wires,
  type WireSettings,
} from '../../devices/array/wires/wire-settings.js';
export {
  writeSchemes,
  type WriteScheme,
  type WriteSchemeName,
} from '../../devices/array/wires/write-schemes.js';
export type { BankReadNoise, BankReadStress, DeviceBank } from '../../devices/device-bank.js';
export {
  windowEnds,
  type DeviceKind,
  type DeviceModel,
  type DeviceParts,
  type NoiseUse,
} from '../../devices/device-kind.js';
export type { DeviceFile, DeviceFit, MeasuringConditions } from '../../devices/files/device-form.js';
export { IdealBank } from '../../devices/ideal.js';
export { applyPulse } from '../../devices/jart/apply-pulse.js';
export { JartArray } from '../../devices/jart/jart-array.js';
export { JartBank } from '../../devices/jart/jart-bank.js';
export { JartCell } from '../../devices/jart/jart-cell.js';
export { jartCurrent } from '../../devices/jart/jart-current.js';
export { jartV1b, type JartParameters } from '../../devices/jart/jart-parameters.js';
export { gradualProgramming, type JartProgramming } from '../../devices/jart/jart-programming.js';
export { type JartSpread } from '../../devices/jart/jart-spread.js';
export { VariedArray } from '../../devices/jart/varied-array.js';
export { VariedJartBank } from '../../devices/jart/varied-jart-bank.js';
export { PulseTable } from '../../devices/jart/pulse-table.js';
export { switchingSeconds } from '../../devices/jart/switching-time.js';
export { voltageSweep, type SweepPlan, type VoltageSweep } from '../../devices/jart/voltage-sweep.js';
export { linearDevice } from '../../devices/linear-device.js';
export type {
  ModelNoise,
  NoiseKind,
  NoisePart,
  NoisyArray,
  SeparateNoise,
} from '../../devices/noise/noise-kind.js';
export { noiseStructures, type NoiseStructure } from '../../devices/noise/noise.js';
export type { DrivenLines } from '../../devices/noise/driven-lines.js';
export { ReadNoise } from '../../devices/noise/read-noise.js';
export { drawPopulation } from '../../devices/population/population.js';
export { nominal, StepArray, type StepParameters } from '../../devices/steps/step-array.js';
export { StepBank } from '../../devices/steps/step-bank.js';
export type { StepLaw } from '../../devices/steps/step-law.js';
export type { StepPreset } from '../../devices/steps/step-preset.js';
export { stepPresets } from '../../devices/steps/step-presets.js';
export { PublishedWalk, ReflectingWalk, singleCurve, type CycleWalk } from '../../devices/vcm/cycle-walk.js';
export { freeCurveModel } from '../../devices/vcm/free-curve-model.js';
export { cycleModel, meanModel, type VcmModel } from '../../devices/vcm/vcm-model.js';
export { VcmBank } from '../../devices/vcm/vcm.js';
export { NoisyBank } from '../../devices/wrappers/noisy-bank.js';
export type { ReliabilityKind, UnreliableArray } from '../../devices/wrappers/reliability-kind.js';
export { reliabilityKinds } from '../../devices/wrappers/reliability/reliability-kinds.js';
export { WrappedBank } from '../../devices/wrappers/wrapped-bank.js';
export { RetentionBank, type Retention } from '../../devices/wrappers/retention.js';
