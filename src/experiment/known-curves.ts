import { shippedDevices } from '../../devices/files/device-file.js';
import { quiet } from '../../devices/noise/noise.js';
import { DEFAULT_WALK } from '../../devices/vcm/cycle-walk.js';
import { completeSettings } from '../core/setting.js';
import { catalogue } from './catalogue.js';

const known = new Map<string, boolean>();

/** Whether a controller knows the curves of a device model, so that pulse counts can invert them. */
export function knowsCurves(bank: string): boolean {
  const present = known.get(bank);
  if (present !== undefined) return present;
  const kind = catalogue.devices.get(bank);
  const { devices: fits } = shippedDevices();
  const parts = { fits, placed: new Uint16Array(1), noise: () => quiet, noisy: false, walk: DEFAULT_WALK };
  const knows = kind.make(parts, completeSettings(kind.settings)).calibration !== undefined;
  known.set(bank, knows);
  return knows;
}
