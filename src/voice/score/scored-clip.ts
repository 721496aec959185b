import { errorCounts, halfTotalError, type ErrorCounts } from './half-total-error.js';

/** A clip with one score a frame. */
export interface ScoredClip {
  /** more is more like speech */
  readonly scores: Float32Array;
  /** speech (1) or not (0) */
  readonly labels: Uint8Array;
  /** ratio of speech to noise, in dB */
  readonly snr?: number;
}

/** Ratios of speech and noise in three groups, from the lowest noise to the highest. */
const GROUPS = { low: 7.5, medium: -2.5, high: -Infinity };

/** Half total errors of all clips, and of groups by their ratio of speech to noise; NaN for a group without clips. */
export interface GroupErrors {
  readonly all: number;
  /** above 7.5 dB */
  readonly low: number;
  /** above −2.5 dB */
  readonly medium: number;
  /** below */
  readonly high: number;
}

/** Errors at a threshold, of all clips and by noise. */
export function groupErrors(clips: readonly ScoredClip[], threshold: number): GroupErrors {
  const counted = clips.map(({ scores, labels, snr }) => ({
    counts: errorCounts(scores, labels, threshold),
    snr,
  }));
  const of = (group: keyof typeof GROUPS) =>
    halfTotalError(countsOf(counted.filter(({ snr }) => groupOf(snr) === group)));
  return { all: halfTotalError(countsOf(counted)), low: of('low'), medium: of('medium'), high: of('high') };
}

function countsOf(counted: readonly { readonly counts: ErrorCounts }[]): ErrorCounts[] {
  return counted.map(({ counts }) => counts);
}

function groupOf(snr: number | undefined): keyof typeof GROUPS | undefined {
  if (snr === undefined) return undefined;
  if (snr > GROUPS.low) return 'low';
  return snr > GROUPS.medium ? 'medium' : 'high';
}
