import type { DeviceKind } from '../device-kind.js';
import { linearDevice } from '../linear-device.js';
import { meanDevices } from './vcm-kinds.js';

/** Devices whose N pulses all do the same, each with the window, the noise and the pulses of the measured device in whose place it stands. */
export const linearDevices: DeviceKind<'steps'> = {
  meaning: 'equal steps from end to end, as theory assumes them, in the windows of the measured devices',
  settings: {
    steps: {
      default: 200,
      minimum: 2,
      maximum: 100_000,
      whole: true,
      meaning: 'number of pulses from end to end of the window, N',
    },
  },
  noise: 'fitted',
  make(parts, { steps }) {
    const { mean } = linearDevice(steps, {});
    const fits = parts.fits.map((fit) => ({ ...fit, mean, pulses: steps, resetPulses: steps }));
    return meanDevices.make({ ...parts, fits }, {});
  },
};
