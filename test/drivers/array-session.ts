import type { DeviceBank } from '../../devices/device-bank.js';
import type { BoardSession, PulseTrain } from '../../drivers/sessions/board-session.js';
import type { SessionCapabilities } from '../../drivers/sessions/capabilities.js';
import { UpdateBatch } from '../../src/core/update-batch.js';

/** A session without a cable: an ideal instrument, in whole picoamperes, on a bank and a reference resistor in the last row. */
export class ArraySession implements BoardSession {
  readonly sent: string[] = [];
  readonly capabilities: SessionCapabilities;
  /** answers to be flagged, from the next one on */
  flags: number[] = [];
  /** of each reading of one device, in place of its own, siemens */
  instead: number[] = [];
  /** most pulses of a train before compliance ends it */
  most = Infinity;
  /** whether it says that it applied no voltage */
  deaf = false;
  /** with which every train is answered */
  trainFlags = 0;

  constructor(
    private readonly bank: DeviceBank,
    private readonly columns: number,
    private readonly ohms: number,
    rowset = 8,
  ) {
    this.capabilities = {
      model: 'array',
      firmware: '1',
      serial: '7',
      rows: bank.size / columns + 1,
      columns,
      microvoltsMin: -3e6,
      microvoltsMax: 3e6,
      microvoltsStep: 1,
      nanosMin: 100,
      nanosMax: 1e8,
      pulsesMax: 50,
      rowset,
      calibrated: false,
    };
  }

  async read({ row, column }: { row: number; column: number }, microvolts: number) {
    this.sent.push('READ');
    const picoamps = Math.round(microvolts * 1e6 * (this.instead.shift() ?? this.conductance(row, column)));
    return this.later({ picoamps, microvolts: this.deaf ? 0 : microvolts, flags: this.flags.shift() ?? 0 });
  }

  async readSet(column: number, rows: readonly number[], microvolts: readonly number[]) {
    this.sent.push(`READSET ${rows.join(',')}`);
    const currents = rows.map((row, i) => microvolts[i] * 1e6 * this.conductance(row, column));
    const picoamps = Math.round(currents.reduce((sum, current) => sum + current, 0));
    return this.later({ picoamps, flags: this.flags.shift() ?? 0 });
  }

  async train({ row, column, microvolts, widthNanos, count }: PulseTrain) {
    this.sent.push(`TRAIN ${microvolts} ${widthNanos} ${count}`);
    const done = Math.min(count, this.most);
    const batch = new UpdateBatch(1);
    batch.add(row * this.columns + column, 0);
    batch.pulses[0] = Math.sign(microvolts) * done;
    this.bank.pulse(batch);
    return this.later({ done, flags: this.trainFlags | (done < count ? 4 : 0) });
  }

  async safe(): Promise<void> {
    this.sent.push('SAFE');
  }

  async close(): Promise<void> {
    this.sent.push('CLOSE');
  }

  private conductance(row: number, column: number): number {
    return row === this.capabilities.rows - 1
      ? 1 / this.ohms
      : this.bank.conductance[row * this.columns + column];
  }

  private async later<Answer>(answer: Answer): Promise<Answer> {
    await new Promise((done) => setImmediate(done));
    return answer;
  }
}
