import type { CellArray } from '../../drivers/sessions/cell-array.js';

/** Port bits, as in firmware/README.md. */
const SYNC = 1;
const DAC_B = 2;
const DAC_A = 4;
const DAC_C = 0x20;
const OUTPUTS = 0x80;
const ARMED = 0x10;

const GROUND = 2.048;
const REFERENCE = 4.096;
const NARROW_OHMS = 100e3;
const WIDE_OHMS = 100e3 / 11;
/** between a row and column 0, by a switch of U6 */
const BRIDGE_OHMS = 10e3;
/** the comparator's delay, from the data sheet, seconds */
const COMPARATOR_DELAY = 0.5e-6;

/** Above this a voltage on a cell is a pulse, below it a read. Volts, a choice. */
const PULSE_ABOVE = 0.45;

/** What the parts are off by, volts; a perfect board has none of it. */
export interface Offsets {
  /** of the converter of each row */
  readonly rows: readonly number[];
  /** of each column's amplifier */
  readonly columns: readonly number[];
  /** of the processor's converter, and of its comparator with the converter of its threshold */
  readonly sampling: number;
  readonly comparator: number;
}
const PERFECT: Offsets = { rows: [0, 0, 0, 0], columns: [0, 0, 0, 0], sampling: 0, comparator: 0 };

/** A voltage on a cell that moves it. */
export interface PinPulse {
  readonly row: number;
  readonly column: number;
  readonly volts: number;
  readonly start: number;
  end: number;
}

/**
 * What stands behind the pins of a 4×4 board: two converters for the rows, one for the comparator and a chain of switches
 * on one SPI, an amplifier for each column, and the cells. It knows bits, edges and seconds, and nothing of the protocol. `OUTPUTS`
 * takes the voltages away and opens all switches.
 */
export class AnalogueArray {
  /** pulses as the cells saw them, seconds since the first power-on */
  readonly pulses: PinPulse[] = [];
  /** when the outputs went on and off */
  readonly outputs: { at: number; on: boolean }[] = [];
  /** largest voltage, of either sign, that a row had at any time, and that a cell had */
  highestRow = 0;
  highestCell = 0;
  /** most cells that were ever pulsed at once */
  mostPulsed = 0;
  onPulse: () => void = () => {};
  /** the last three bytes at the falling edge of the clock: the oldest has come to the last chip of the chain */
  private chain = 0;
  /** the last two at its rising edge */
  private word = 0;
  private readonly codes = [2048, 2048, 2048, 2048];
  private switches = 0;
  private wide = false;
  /** of each row, its resistor to column 0 */
  private bridges = 0;
  private threshold = 2048;
  /** when a switch last moved */
  private switchedAt = -Infinity;
  private on = false;
  /** the indicator */
  armed = false;
  /** bytes since a chip was selected */
  private shifted = 0;
  private portB = SYNC | DAC_A | DAC_B;
  private portD = DAC_C;
  private readonly running: (PinPulse | undefined)[] = new Array<PinPulse | undefined>(16).fill(undefined);
  private readonly volts = new Float64Array(4);

  /** @param noise of a sample, volts at the converter */
  constructor(
    private readonly cells: CellArray,
    private readonly noise: () => number = () => 0,
    public offsets: Offsets = PERFECT,
  ) {}

  /**
   * A byte that was shifted out; all chips see it, and take it at their own edge of the clock. @param falling whether it
   * changes at the rising edge, and so stands at the falling one; at the other edge a chip gets what is on its way
   */
  shift(byte: number, falling: boolean): void {
    this.chain = ((this.chain << 8) | (falling ? byte : ~byte & 0xff)) & 0xffffff;
    this.word = ((this.word << 8) | (falling ? ~byte & 0xff : byte)) & 0xffff;
    this.shifted++;
  }

  setPortB(value: number, at: number): void {
    const rising = value & ~this.portB;
    if (~value & this.portB & (SYNC | DAC_A | DAC_B)) this.shifted = 0;
    this.portB = value;
    if (rising & SYNC) this.latchSwitches(at);
    if (rising & DAC_A) this.latchVoltage(0);
    if (rising & DAC_B) this.latchVoltage(2);
    if (rising) this.settle(at);
  }

  setPortD(value: number, at: number): void {
    const on = (value & OUTPUTS) !== 0;
    if (on !== this.on) this.outputs.push({ at, on });
    this.on = on;
    if (!on) this.open(at);
    if (~value & this.portD & DAC_C) this.shifted = 0;
    if (value & ~this.portD & DAC_C) this.latchThreshold();
    this.portD = value;
    this.armed = (value & ARMED) !== 0;
    this.settle(at);
  }

  /** As when the processor stops: pins are inputs, pulled to where nothing is driven. */
  powerOff(at: number): void {
    this.setPortD(DAC_C, at);
    this.setPortB(SYNC | DAC_A | DAC_B, at);
  }

  /** Counts of the converter at a column's amplifier. */
  sample(column: number): number {
    const volts = this.amplifier(column) + this.noise() + this.offsets.sampling;
    return Math.max(0, Math.min(1023, Math.floor((volts / REFERENCE) * 1024)));
  }

  /** Whether a column's amplifier is below the comparator's threshold, as the comparator says a little later. */
  isBelow(column: number, at: number): boolean {
    const moved = at - this.switchedAt < COMPARATOR_DELAY;
    const volts = moved ? GROUND + this.offsets.columns[column] : this.amplifier(column) + this.noise();
    return this.threshold / 1000 + this.offsets.comparator > volts;
  }

  private amplifier(column: number): number {
    const off = this.offsets.columns[column];
    const driven = this.volts.map((volts, row) => (this.closed(row, column) ? volts - off : 0));
    let amperes = this.cells.current(column, driven, 1);
    for (let row = 0; row < 4; row++)
      if (column === 0 && this.bridges & (1 << row)) amperes += (this.volts[row] - off) / BRIDGE_OHMS;
    return GROUND + off - amperes * (this.wide ? WIDE_OHMS : NARROW_OHMS);
  }

  /** U4 and U5 have the cells of rows 0, 1 and 2, 3; U6, the last of the chain, has the range and the bridges. */
  private latchSwitches(at: number): void {
    if (!this.on) return;
    if (this.switches !== (this.chain & 0xffff)) this.switchedAt = at;
    this.switches = this.chain & 0xffff;
    this.wide = (this.chain >> 16) % 16 === 0x0f;
    this.bridges = this.chain >> 20;
  }

  private open(at: number): void {
    if (this.switches) this.switchedAt = at;
    this.switches = this.bridges = 0;
    this.wide = false;
  }

  private latchThreshold(): void {
    if (this.shifted < 2) return;
    const { word } = this;
    if ((word & 0xf000) !== 0x7000)
      throw new Error(`the threshold's converter was told ${word.toString(16)}, which is not gain 1, active`);
    this.threshold = word & 0x0fff;
  }

  private latchVoltage(firstRow: number): void {
    // The chip passes over what is less than a word, as a reset in the middle leaves it.
    if (this.shifted < 2) return;
    const { word } = this;
    if ((word & 0x7000) !== 0x7000)
      throw new Error(`a converter was told ${word.toString(16)}, which is not gain 1, active`);
    this.codes[firstRow + (word >> 15)] = word & 0x0fff;
  }

  private closed(row: number, column: number): boolean {
    return (this.switches & (1 << (row * 4 + column))) !== 0;
  }

  /** What the cells have from now on. */
  private settle(at: number): void {
    let pulsed = 0;
    for (let row = 0; row < 4; row++) {
      this.volts[row] = this.on ? (this.codes[row] - 2048) / 1000 + this.offsets.rows[row] : 0;
      this.highestRow = Math.max(this.highestRow, Math.abs(this.volts[row]));
      for (let column = 0; column < 4; column++) {
        this.settleCell(row, column, at);
        if (this.running[row * 4 + column]) pulsed++;
      }
    }
    this.mostPulsed = Math.max(this.mostPulsed, pulsed);
  }

  private settleCell(row: number, column: number, at: number): void {
    const cell = row * 4 + column;
    const volts = this.closed(row, column) ? this.volts[row] : 0;
    this.highestCell = Math.max(this.highestCell, Math.abs(volts));
    const pulse = this.running[cell];
    if (pulse?.volts === volts) return;
    if (pulse) this.end(pulse, at);
    this.running[cell] = undefined;
    if (Math.abs(volts) > PULSE_ABOVE) this.start({ row, column, volts, start: at, end: NaN });
  }

  private start(pulse: PinPulse): void {
    this.running[pulse.row * 4 + pulse.column] = pulse;
    this.pulses.push(pulse);
    this.onPulse();
  }

  private end(pulse: PinPulse, at: number): void {
    pulse.end = at;
    this.cells.pulse(pulse.row, pulse.column, pulse.volts, at - pulse.start);
  }
}
