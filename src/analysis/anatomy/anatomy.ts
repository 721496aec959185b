import type { FeedbackLaws } from './feedback-laws.js';
import type { Estimate } from '../../runs/summary.js';

/** The errors of one kind that a scheme's updates make: over seeds, in units of the window. */
export interface ErrorKind {
  rms: Estimate;
  bias: Estimate;
  /** share of the updates in each of `ERROR_BINS` */
  shares: number[];
}

/** A mean over seeds at each of several places, with its 95 % interval. */
export interface Curve {
  at: number[];
  mean: number[];
  interval: ([number, number] | null)[];
}

/** The write errors of one scheme, taken apart. */
export interface SchemeAnatomy {
  scheme: string;
  /** updates of a seed: weights in a learning step that were asked for or moved */
  updates: Estimate;
  /** ε1: non-linearity and rounding */
  linear: ErrorKind;
  /** ε2: noise that stays in the devices */
  noise: ErrorKind;
  /** ε1 + ε2 */
  both: ErrorKind;
  /** what a reading after an update says beside what the devices hold */
  reading: ErrorKind;
  /** at the end, root mean square distance from what exact memories would have learned from the same moves and rewards */
  critic: Estimate;
  actor: Estimate;
  /** that distance of the critic over learning steps, as far as every seed went */
  accumulation: Curve;
  /** what is left of an error of the critic after so many visits, as a share of it; null without noise in the devices */
  response: Curve | null;
}

/** The write errors of several schemes in one bank with one noise, and what theory says of feedback. */
export interface Anatomy {
  environment: string;
  bank: string;
  noise: string;
  seeds: number;
  episodes: number;
  learningRate: number;
  schemes: SchemeAnatomy[];
  laws: FeedbackLaws;
}
