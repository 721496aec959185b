import type { Experiment } from '../experiment.js';
import { weightsOf } from '../weights.js';
import { GlimpseSlot } from './glimpse-slot.js';

/** Number of conditions, from the first, whose seeds can be seen while they run. */
export const SEEN_CONDITIONS = 8;

/** Shared memory for the seeds in progress of an experiment. */
export function glimpseMemory(experiment: Experiment): SharedArrayBuffer {
  const seen = Math.min(experiment.conditions.length, SEEN_CONDITIONS);
  return new SharedArrayBuffer(seen * GlimpseSlot.bytes(sizeOf(experiment)));
}

/** The slot of a condition in that memory; undefined for a condition that cannot be seen, or without memory. */
export function glimpseSlot(
  memory: SharedArrayBuffer | undefined,
  experiment: Experiment,
  condition: number,
): GlimpseSlot | undefined {
  if (memory === undefined || condition >= SEEN_CONDITIONS) return undefined;
  const size = sizeOf(experiment);
  return new GlimpseSlot(memory, condition * GlimpseSlot.bytes(size), size, experiment.episodes);
}

function sizeOf(experiment: Experiment): number {
  const { cells, heads } = weightsOf(experiment);
  return cells * heads.length;
}
