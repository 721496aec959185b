import { UsageError } from '../../core/errors.js';

/**
 * Rounds signals to multiples of a quantum q and carries the error into the next step: s = q ⌊(v + carried)/q + ½⌋ (temporally diffused
 * quantiser: Voelker, Rasmussen and Eliasmith, arXiv:2002.03553). The errors of a signal add up to q/2 at most, after any number of
 * steps. For q = 1 its outputs are counts of spikes; as q goes to 0 it becomes the signal itself, as of a network that does not spike.
 */
export class DiffusedQuantiser {
  /** what each signal has not yet given */
  readonly carried: Float64Array;

  /** @param quantum 0 for signals as they are @param width number of signals @throws UsageError for a quantum below 0 */
  constructor(
    readonly quantum: number,
    width: number,
  ) {
    if (!(quantum >= 0 && quantum < Infinity))
      throw new UsageError(`got the quantum ${quantum} of a quantiser: expected a number from 0`);
    this.carried = new Float64Array(width);
  }

  /** Begins anew, with nothing carried. */
  reset(): void {
    this.carried.fill(0);
  }

  /** One step of all signals, in place. */
  quantise(values: Float64Array): void {
    const { quantum, carried } = this;
    if (quantum === 0) return;
    for (let i = 0; i < carried.length; i++) {
      const wanted = values[i] + carried[i];
      values[i] = quantum * Math.floor(wanted / quantum + 0.5);
      carried[i] = wanted - values[i];
    }
  }
}
