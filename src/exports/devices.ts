export { RandomStream, randomStream, streams, type Streams } from '../core/random-stream.js';
export type { Setting, Settings, SettingShape } from '../core/setting.js';
export { UpdateBatch } from '../core/update-batch.js';

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
