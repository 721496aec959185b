import type { Streams } from '../../src/core/random-stream.js';
import type { DeviceKind, DeviceModel, DeviceParts } from '../device-kind.js';
import { makeWalk, singleCurve, type CycleWalk } from './cycle-walk.js';
import { MeanCalibration } from './mean-calibration.js';
import { VcmBank } from './vcm.js';
import { cycleModel, meanModel, type VcmModel } from './vcm-model.js';

/** Valence-change memristors on their mean curves. */
export const meanDevices: DeviceKind<never> = {
  meaning: 'the mean curve of each measured device',
  settings: {},
  noise: 'fitted',
  make: (parts) => array(parts, meanModel(parts.fits, parts.noise), () => singleCurve),
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
    return array(parts, model, (random) => makeWalk(walk, placed.length, model.cycles, random('cycles')));
  },
};

function array(
  { fits, placed }: DeviceParts,
  model: VcmModel,
  walk: (random: Streams) => CycleWalk,
): DeviceModel {
  return {
    range: Int32Array.from(placed, (fit) => fits[fit].pulses),
    calibration: () => new MeanCalibration(fits, placed),
    conditions: Array.from(placed, (fit) => fits[fit].conditions),
    bank: (random) => new VcmBank(model, placed, walk(random), random('write noise'), random('read noise')),
  };
}
