import type { ReliabilityKind } from '../reliability-kind.js';
import { endurance } from './endurance.js';
import { halfSelectDisturb } from './half-select-disturb.js';
import { readDisturb } from './read-disturb.js';
import { readTemperature } from './read-temperature.js';
import { relaxation } from './relaxation.js';
import { retentionEffect } from './retention-effect.js';
import { stuck } from './stuck.js';
import { telegraphTraps } from './telegraph-traps.js';

/** The reliability effects by name, in the order in which they are put around a bank: the first one is innermost. */
export const reliabilityKinds: Readonly<Record<string, ReliabilityKind>> = {
  endurance,
  'half-select-disturb': halfSelectDisturb,
  'read-disturb': readDisturb,
  relaxation,
  retention: retentionEffect,
  stuck,
  telegraph: telegraphTraps,
  temperature: readTemperature,
};
