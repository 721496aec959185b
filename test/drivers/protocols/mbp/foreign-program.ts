import { decodeLine, encodeRequest, hexadecimal } from '../../../../drivers/protocols/mbp/frame.js';
import { LineReader } from '../../../../drivers/protocols/mbp/line-reader.js';
import type { Transport } from '../../../../drivers/ports/transport.js';
import { limitsAsSent } from '../../../../drivers/sessions/limits.js';
import type { RandomStream } from '../../../../src/core/random-stream.js';
import { LIMITS, type CountingCells } from './rig.js';

/** The row that this program pulses, and no other does. */
const ROW = 3;
/** More pulses than any other train has, so that no answer of its can be taken for the answer to another. */
const COUNT = 70;
/** Above the numbers that others take: after a greeting with a low one, a late frame of another program could be the next. */
const FIRST = 0x8000;

/** Another program that opens the port of a host: it greets the board, and now and then goes on to pulse, or reads too long. */
export class ForeignProgram {
  /** reads beyond the dose that the board refused */
  dosesRefused = 0;
  readonly wrong: string[] = [];
  private seq = FIRST;
  private nonce = 0xe000;
  private readonly doses = new Set<number>();

  constructor(
    private readonly cells: Pick<CountingCells, 'pulses' | 'columns'>,
    private readonly heartbeatMs: number,
    private readonly random: RandomStream,
  ) {}

  /** Pulses that cells got from it. */
  get given(): number {
    return this.cells.pulses[ROW * this.cells.columns];
  }

  /** @param boot id of the board, which it would hear */
  greet(end: Transport, boot: number): void {
    const reader = new LineReader((line) => this.hear(line));
    end.onBytes((bytes) => reader.receive(bytes));
    this.seq++;
    this.say(end, 0, 'HELLO', [1, hexadecimal(++this.nonce)]);
    const then = this.random.below(3);
    if (then === 0) return;
    this.say(end, boot, 'LIMITS', limitsAsSent(LIMITS));
    this.say(end, boot, 'ARM', [this.heartbeatMs]);
    if (then === 1) return this.say(end, boot, 'TRAIN', [ROW, 0, 1_000_000, 10_000, 500_000, COUNT, 0]);
    // 200 mV for 2.6 s
    this.doses.add(this.seq);
    this.say(end, boot, 'READ', [ROW, 0, 200_000, 10_000_000, 256]);
  }

  private say(end: Transport, boot: number, verb: string, args: readonly (string | number)[]): void {
    end.write(Buffer.from(encodeRequest(this.seq++, boot, verb, args), 'latin1')).catch(() => {});
  }

  private hear(line: string): void {
    const frame = decodeLine(line);
    if (frame === undefined || !('seq' in frame) || !this.doses.has(frame.seq)) return;
    if (frame.kind === 'refusal' && frame.code === 'RANGE') this.dosesRefused++;
    if (frame.kind === 'reply') this.wrong.push(`a read beyond the dose was answered ${line}`);
  }
}
