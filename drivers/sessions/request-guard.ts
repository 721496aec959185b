import { UsageError } from '../../src/core/errors.js';
import type { Place, PulseTrain } from './board-session.js';
import type { Capabilities } from './capabilities.js';
import { readDose } from './read-dose.js';
import { limitsAsSent, refuseLimits, trainBeyond, type Limits } from './limits.js';

/** Refuses, before anything is sent, what the board cannot do or the experiment does not allow. */
export class RequestGuard {
  /** @throws UsageError if the limits allow more than the board can do */
  constructor(
    private readonly can: Capabilities,
    private readonly limits: Limits,
  ) {
    refuseLimits(limits, can);
    for (const limit of limitsAsSent(limits)) whole('a limit, in the units of the wire,', limit);
  }

  train(train: PulseTrain): void {
    this.place(train);
    const { microvolts, widthNanos, periodNanos, count } = train;
    for (const [name, value] of Object.entries({ microvolts, widthNanos, periodNanos, count }))
      whole(name, value);
    refuse(count < 1, `a train has at least 1 pulse, got ${count}`);
    const { nanosMin } = this.can;
    refuse(
      widthNanos < nanosMin,
      `board ${this.can.serial} makes pulses of at least ${nanosMin} ns, got ${widthNanos} ns`,
    );
    refuse(
      periodNanos < widthNanos,
      `a period is at least the width ${widthNanos} ns, got ${periodNanos} ns`,
    );
    const beyond = trainBeyond(this.limits, train);
    refuse(beyond !== undefined, `the limits allow ${beyond}`);
  }

  read(place: Place, microvolts: number, settleNanos: number, averages: number): void {
    this.place(place);
    whole('microvolts', microvolts);
    whole('settleNanos', settleNanos);
    whole('averages', averages);
    const { readMicrovoltsMax: maximum } = this.limits;
    // Compare magnitudes: −5 V exceeds a limit of 3 V.
    refuse(
      Math.abs(microvolts) > maximum,
      `the limits allow reads of up to ±${maximum} µV, got ${microvolts} µV`,
    );
    refuse(settleNanos < 0, `settling takes at least 0 ns, got ${settleNanos}`);
    refuse(averages < 1, `a read is at least 1 sample, got ${averages}`);
    const { readDoseMax, serial } = this.can;
    const dose = readDose(microvolts, settleNanos, averages);
    refuse(
      readDoseMax > 0 && dose > readDoseMax,
      `board ${serial} reads with at most ${readDoseMax} mV·s: got ${+dose.toPrecision(6)} mV·s, which is ${microvolts} µV · (${settleNanos} ns + 0.1 ms) · ${averages} samples: take fewer samples, or a shorter settling time`,
    );
  }

  readSet(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    settle: number,
    averages: number,
  ): void {
    const { rowset, serial } = this.can;
    refuse(
      rows.length < 1 || rows.length > rowset,
      `board ${serial} reads 1 to ${rowset} rows at once, got ${rows.length}`,
    );
    refuse(
      rows.length !== microvolts.length,
      `${rows.length} rows need ${rows.length} voltages, got ${microvolts.length}`,
    );
    refuse(new Set(rows).size !== rows.length, `a row has one voltage, got rows ${rows.join(', ')}`);
    for (const [k, row] of rows.entries()) this.read({ row, column }, microvolts[k], settle, averages);
  }

  private place({ row, column }: Place): void {
    const { rows, columns, serial } = this.can;
    whole('row', row);
    whole('column', column);
    refuse(row < 0 || row >= rows, `board ${serial} has rows 0 to ${rows - 1}, got ${row}`);
    refuse(column < 0 || column >= columns, `board ${serial} has columns 0 to ${columns - 1}, got ${column}`);
  }
}

function whole(name: string, value: number): void {
  refuse(value !== (value | 0), `${name} must be a whole number of 32 bits, got ${value}`);
}

function refuse(wrong: boolean, sentence: string): void {
  if (wrong) throw new UsageError(sentence);
}
