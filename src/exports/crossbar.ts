export { effectiveConductances } from '../../devices/array/reads/effective-conductances.js';
export type { Passes } from '../../devices/array/lattice/passes.js';
export {
  solveCrossbar,
  type CrossbarProblem,
  type CrossbarSolution,
} from '../../devices/array/reads/solve-crossbar.js';
export { ReadBatch } from '../core/read-batch.js';
export { UpdateBatch } from '../core/update-batch.js';
export { Converters, type ConverterSetup } from '../../devices/array/converters/converters.js';
export type { AdcSettings, DacSettings } from '../../devices/array/converters/converter-settings.js';
export type { ConversionCosts, Readout } from '../../devices/array/readout.js';
export { Crossbar } from '../crossbar/crossbar.js';
export { ExactCrossbar } from '../crossbar/exact-crossbar.js';
