import type { Polarity } from '../../devices/vcm/response-curve.js';

/** A step of a characterisation: the reading after `pulse` pulses of one branch of one cycle, all counted from 0. */
export interface Step {
  readonly cycle: number;
  readonly polarity: Polarity;
  readonly pulse: number;
}

/** One row of a characterisation file. */
export interface StepReading extends Step {
  readonly siemens: number;
}

/** The article's protocol: cycles of a SET and a RESET branch, with a reading at the start of each branch and after every pulse (paper, Methods). */
export interface Protocol {
  readonly cycles: number;
  readonly pulses: number;
}

/** The columns of a characterisation file, as `memloop fit` reads them. */
export const STEP_COLUMNS = ['cycle', 'polarity', 'pulse', 'conductance_siemens'] as const;

/** Total number of readings. */
export function stepCount({ cycles, pulses }: Protocol): number {
  return cycles * readingsPerCycle(pulses);
}

/** Number of readings of one cycle. */
export function readingsPerCycle(pulses: number): number {
  return 2 * (pulses + 1);
}

/** The step with a number, counted from 0. */
export function stepAt({ pulses }: Protocol, index: number): Step {
  const branch = Math.floor(index / (pulses + 1));
  return {
    cycle: Math.floor(branch / 2),
    polarity: branch % 2 ? 'reset' : 'set',
    pulse: index % (pulses + 1),
  };
}
