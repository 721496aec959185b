import type { NoiseUse } from '../../devices/device-kind.js';
import { catalogue } from './catalogue.js';

/** Where noise acts, by name. */
export const noiseNames = ['none', 'write', 'read', 'pulse', 'preset'] as const;
export type NoiseName = (typeof noiseNames)[number];

/** The noises that a device model takes, by what it says of itself; the first is the default. */
const noises: Record<NoiseUse, readonly [NoiseName, ...NoiseName[]]> = {
  none: ['none'],
  own: ['preset', 'none'],
  fitted: ['write', 'none', 'read', 'pulse'],
};

/** The noise of a device model where nothing is said. */
export function defaultNoise(bank: string): NoiseName {
  return noises[catalogue.devices.get(bank).noise][0];
}

/** The noises that a device model takes, the default first. */
export function noisesOf(bank: string): readonly NoiseName[] {
  return noises[catalogue.devices.get(bank).noise];
}
