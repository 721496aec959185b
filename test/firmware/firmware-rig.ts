import { LineReader } from '../../drivers/protocols/mbp/line-reader.js';
import type { Transport } from '../../drivers/ports/transport.js';
import { BoardRig, CountingCells } from '../drivers/protocols/mbp/rig.js';
import { AnalogueArray } from './analogue-array.js';
import { FirmwareBoard } from './firmware-board.js';
import { FirmwareClock } from './firmware-clock.js';

/** The firmware on its simulated board, its clock and as many cables as one likes: `Rig`, with machine code at the far end. */
export class FirmwareRig extends BoardRig {
  readonly cells = new CountingCells(4);
  readonly array = new AnalogueArray(this.cells);
  readonly board: FirmwareBoard;
  readonly clock: FirmwareClock;
  readonly microvoltsStep = 1000;
  /** a count: the converter rounds down, also at the zero that is subtracted */
  readonly picoampsError = 40_001;
  /** of the two longest frames in the USB bridge, at 115200 bit/s */
  readonly bufferMs = 28;
  readonly socket = { stop: () => {} };

  /** @param program words of another firmware than the released one */
  constructor(program?: Uint16Array) {
    super();
    this.board = new FirmwareBoard(this.array, program);
    this.clock = new FirmwareClock(this.board);
    this.array.onPulse = () => this.witness.pulse(this.board.milliseconds);
    this.board.onReset = () => this.witness.reset();
  }

  /** The newer of the two counts in the EEPROM. */
  get boot(): number {
    const at = (place: number) =>
      this.board.eeprom.readMemory(place) | (this.board.eeprom.readMemory(place + 1) << 8);
    const counted = [0, 4].filter((place) => (at(place) ^ at(place + 2)) === 0xffff).map(at);
    return Math.max(0, ...counted);
  }

  /** By the indicator. */
  get machine(): { armed: boolean } {
    return { armed: this.array.armed };
  }

  reset(): void {
    this.board.reset();
  }

  protected plug(end: Transport): void {
    this.board.plug(end);
  }

  /** What the board says to these bytes within some time, line by line. */
  async answers(said: string, milliseconds = 50): Promise<string[]> {
    const lines: string[] = [];
    const cable = this.cable();
    const reader = new LineReader((line) => lines.push(line));
    cable.host.onBytes((bytes) => reader.receive(bytes));
    await cable.host.write(Buffer.from(said, 'latin1'));
    await this.clock.pass(milliseconds);
    return lines;
  }
}
