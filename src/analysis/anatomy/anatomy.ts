import type { FeedbackLaws } from './feedback-laws.js';
import type { Estimate } from '../../runs/summary.js';

/** The errors of one kind in the updates of a scheme, over seeds, in units of the window. */
export interface ErrorKind {
  rms: Estimate;
  bias: Estimate;
  /** share of the updates in each of `ERROR_BINS` */
  shares: number[];
}

/** Means over seeds at several places, with their 95 % intervals. */
export interface Curve {
  at: number[];
  mean: number[];
  interval: ([number, number] | null)[];
}

/** The parts of the write errors of one scheme. */
export interface SchemeAnatomy {
  scheme: string;
  /** updates per seed: weights that a learning step requested to change, or changed */
  updates: Estimate;
  /** ε1: non-linearity and rounding */
  linear: ErrorKind;
  /** ε2: noise that stays in the devices */
  noise: ErrorKind;
  /** ε1 + ε2 */
  both: ErrorKind;
  /** reading after an update minus weight in the devices */
  reading: ErrorKind;
  /** r.m.s. distance from the ideal copy at the end */
  critic: Estimate;
  actor: Estimate;
  /** the same of the critic over learning steps, up to the shortest seed */
  accumulation: Curve;
  /** share of an error of the critic that is left after 0, 1, … visits; null without noise in the devices */
  response: Curve | null;
}

/** The write errors of several schemes with one bank and one noise, and the laws of feedback. */
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
