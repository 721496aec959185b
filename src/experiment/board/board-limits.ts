import type { LimitNames, Limits } from '../../../drivers/sessions/limits.js';
import type { BoardSetup } from './board-form.js';

/** What an experiment allows a board, in the units of the wire. */
export function boardLimits({ limits }: BoardSetup): Limits {
  return {
    microvoltsMin: Math.round(limits.lowestVolts * 1e6),
    microvoltsMax: Math.round(limits.highestVolts * 1e6),
    readMicrovoltsMax: Math.round(limits.readVolts * 1e6),
    picoampsMax: Math.round(limits.amperes * 1e12),
    nanosMax: Math.round(limits.pulseSeconds * 1e9),
    pulsesMax: limits.pulses,
    picojoulesMax: Math.round(limits.joules * 1e12),
  };
}

/** The setting that says each limit. */
export const LIMIT_SETTINGS: LimitNames = {
  microvoltsMin: 'board.limits.lowestVolts',
  microvoltsMax: 'board.limits.highestVolts',
  readMicrovoltsMax: 'board.limits.readVolts',
  picoampsMax: 'board.limits.amperes',
  nanosMax: 'board.limits.pulseSeconds',
  pulsesMax: 'board.limits.pulses',
  picojoulesMax: 'board.limits.joules',
};
