import { readChip, type ChipRow, type ChipTask } from './read-chip.js';

/** Reads a chip in a worker thread. */
export default function read(task: ChipTask): Promise<ChipRow[]> {
  return readChip(task);
}
