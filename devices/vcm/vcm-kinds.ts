import type { Streams } from '../../src/core/random-stream.js';
import type { DeviceKind, DeviceModel, DeviceParts } from '../device-kind.js';
import { noiseStructures } from '../noise/noise.js';
import type { BankCurves } from './bank-curves.js';
import { makeWalk, singleCurve, type CycleWalk } from './cycle-walk.js';
import { CurveCalibration } from './curve-calibration.js';
import { freeCurveModel } from './free-curve-model.js';
import { VcmBank } from './vcm.js';
import { cycleModel, meanModel, type VcmModel } from './vcm-model.js';

/** Valence-change memristors on their mean curves. */
export const meanDevices: DeviceKind<never> = {
  meaning: 'the mean curve of each measured device',
  settings: {},
  noise: 'fitted',
  make: (parts) => array(parts, meanModel(parts.fits, parts.noise), meanCurves(parts), () => singleCurve),
};

/** Measured memristors of any shape, on the free curves of their branches. */
export const freeCurveDevices: DeviceKind<never> = {
  meaning: 'the free curve of each measured device: straight lines that follow a branch of any shape',
  settings: {},
  noise: 'fitted',
  make(parts) {
    const model = freeCurveModel(parts.fits, parts.noise);
    return array(parts, model, model.curves, () => singleCurve);
  },
};

/** Valence-change memristors on the curves of their measured cycles. */
export const cycleDevices: DeviceKind<never> = {
  meaning: 'every measured cycle of each device',
  settings: {},
  noise: 'fitted',
  walks: true,
  make(parts) {
    const model = cycleModel(parts.fits, parts.noise);
    const { placed, walk } = parts;
    return array(parts, model, meanCurves(parts), (random) =>
      makeWalk(walk, placed.length, model.cycles, random('cycles')),
    );
  },
};

function meanCurves({ fits }: DeviceParts): BankCurves {
  return meanModel(fits, noiseStructures.none).curves;
}

/** @param known the curves that a controller knows */
function array(
  { fits, placed }: DeviceParts,
  model: VcmModel,
  known: BankCurves,
  walk: (random: Streams) => CycleWalk,
): DeviceModel {
  return {
    range: Int32Array.from(placed, (fit) => fits[fit].pulses),
    calibration: () => new CurveCalibration(known, placed),
    conditions: Array.from(placed, (fit) => fits[fit].conditions),
    bank: (random) => new VcmBank(model, placed, walk(random), random('write noise'), random('read noise')),
  };
}
