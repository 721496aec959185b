import type { Random } from './random.mjs';

export const LONGEST_PERIOD: number;
export function white(random: Random, readings: number, deviation: number): Float64Array;
export function fourier(random: Random, readings: number, deviation: number): Float64Array;
export function pink(random: Random, readings: number, deviation: number): Float64Array;
export function telegraph(
  random: Random,
  readings: number,
  levels: { height: number; lowDwell: number; highDwell: number },
): Float64Array;
export function accumulating(
  random: Random,
  branches: number,
  pulses: number,
  deviation: number,
): Float64Array;
