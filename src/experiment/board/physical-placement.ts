import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { PhysicalDevice } from '../../../drivers/boards/physical-devices.js';
import { UsageError } from '../../core/errors.js';
import type { BoardSetup } from './board-form.js';
import type { Experiment } from '../experiment.js';
import { placementOf, weightsOf } from '../weights.js';

/** A weight that is a device on a board. */
export interface PhysicalWeight {
  /** row-major index of the weight */
  readonly weight: number;
  /** index of the device’s fit */
  readonly fit: number;
  readonly device: PhysicalDevice;
}

/**
 * The weights of an experiment that are devices on its board, each with what its device file knows of the device.
 *
 * @throws UsageError where that is too little, or beyond what the board is allowed
 */
export function physicalWeights(
  experiment: Experiment,
  { weights, limits }: BoardSetup,
  fits: readonly DeviceFit[],
): PhysicalWeight[] {
  const { roles } = weightsOf(experiment);
  const placed = placementOf(experiment, fits);
  return Object.entries(weights).map(([name, [row, column]]) => {
    const weight = roles.indexOf(name);
    const fit = placed[weight];
    const { device: label, lowestSiemens: lowest, highestSiemens: highest, conditions } = fits[fit];
    if (!conditions) {
      throw new UsageError(
        `board.weights.${name}: device ${label} of the device file has no conditions: expected the volts and widths of its pulses`,
      );
    }
    const device = { name, place: { row, column }, lowest, highest, conditions };
    refuseBeyond(device, limits);
    return { weight, fit, device };
  });
}

/** Refused here already: a learner should not find out in the middle of a run. */
function refuseBeyond({ name, conditions }: PhysicalDevice, limits: BoardSetup['limits']): void {
  const refuse = (what: string, got: number, unit: string, limit: string) => {
    throw new UsageError(
      `board.weights.${name}: got ${what} of ${got} ${unit}: expected what board.limits.${limit} allows`,
    );
  };
  for (const polarity of ['set', 'reset'] as const) {
    const { volts, widthSeconds } = conditions[polarity];
    const pulse = `${polarity.toUpperCase()} pulses`;
    if (volts > limits.highestVolts) refuse(pulse, volts, 'V', 'highestVolts');
    if (volts < limits.lowestVolts) refuse(pulse, volts, 'V', 'lowestVolts');
    if (widthSeconds > limits.pulseSeconds) refuse(pulse, widthSeconds, 's', 'pulseSeconds');
  }
  if (Math.abs(conditions.readVolts) > limits.readVolts)
    refuse('reads', conditions.readVolts, 'V', 'readVolts');
}
