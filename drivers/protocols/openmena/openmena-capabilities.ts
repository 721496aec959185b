import type { Capabilities } from '../../sessions/capabilities.js';
import { PULSE_VOLTS, SIDE } from './converters.js';

/** What OpenMENA can do, by its converters; what a pulse may draw is a choice. */
export const openMenaCapabilities: Capabilities = {
  model: 'OpenMENA',
  firmware: '',
  serial: '',
  rows: SIDE,
  columns: SIDE,
  microvoltsMin: Math.ceil(PULSE_VOLTS.least * 1e6),
  microvoltsMax: Math.floor(PULSE_VOLTS.most * 1e6),
  microvoltsStep: 1.5e6 / 4095,
  nanosMin: 1000,
  nanosMax: 100_000_000,
  pulsesMax: 1000,
  picoampsMax: 1_000_000_000,
  rowset: SIDE,
  adcBits: 12,
  calibrated: false,
  durable: false,
};

/** What OpenMENA cannot do, in sentences. */
export const openMenaCannot: readonly string[] = [
  'OpenMENA does not answer a train: every pulse counts as uncertain, only a reading shows what became of the device, and a train that got lost is not sent again',
  'OpenMENA has neither limits nor compliance: the host refuses a train if the device as last read would draw too much',
  'OpenMENA has no watchdog: if the host is killed or the cable is pulled, the train that is on goes on to its end',
  'OpenMENA keeps pulses and pauses alike in width: the period of a train is twice its width, whatever was asked for',
  'OpenMENA takes 1.05 s for each set of row voltages, twice that for a reading, and cannot be stopped',
  'OpenMENA tells counts of its converters: what a count is in amperes must be measured and given',
];
