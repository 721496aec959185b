import type { Recorded } from '../../devices/fitting/characterisation.js';

/** What memloop finds in a device, or why it refuses it. */
export interface Assessment {
  readonly estimates?: Record<string, { value: number; interval?: [number, number] }>;
  readonly named?: string[];
  readonly refused?: string;
  readonly seconds: number;
}

export const PARTS: readonly string[];
export function assess(recorded: Recorded): Assessment;
