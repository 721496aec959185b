import type { Polarity } from '../../devices/vcm/response-curve.js';

/** Where a characterisation is: the reading after so many pulses of one branch of one cycle, all from 0. */
export interface Step {
  readonly cycle: number;
  readonly polarity: Polarity;
  readonly pulse: number;
}

/** One row of a characterisation's file. */
export interface StepReading extends Step {
  readonly siemens: number;
}

/** The article's protocol: cycles of a SET and a RESET branch, each read at its start and after every pulse (paper, Methods). */
export interface Protocol {
  readonly cycles: number;
  readonly pulses: number;
}

/** The header of a characterisation's file, as `memloop fit` reads it. */
export const STEP_COLUMNS = ['cycle', 'polarity', 'pulse', 'conductance_siemens'] as const;

/** Readings in all. */
export function stepCount({ cycles, pulses }: Protocol): number {
  return cycles * readingsPerCycle(pulses);
}

/** Readings of one cycle. */
export function readingsPerCycle(pulses: number): number {
  return 2 * (pulses + 1);
}

/** The step of a number, counted from 0. */
export function stepAt({ pulses }: Protocol, index: number): Step {
  const branch = Math.floor(index / (pulses + 1));
  return {
    cycle: Math.floor(branch / 2),
    polarity: branch % 2 ? 'reset' : 'set',
    pulse: index % (pulses + 1),
  };
}
