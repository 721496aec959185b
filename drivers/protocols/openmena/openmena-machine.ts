import { LineMachine } from '../unnumbered/line-machine.js';
import type { Clock } from '../../ports/clock.js';
import type { CellArray } from '../../sessions/cell-array.js';
import { ADC_MOST, CODE_VOLTS, SIDE } from './converters.js';

const BANNER = [
  'OpenMENA',
  'Ready to receive commands:',
  'INFEREMULTIPLE: N c…',
  'WEIGHTMODIF: i j sign n vp1 vm1 vp2 vm2 d',
];
/** Counts at no current, and where the virtual ground is; the row code nearest to it is a little off. */
const ZERO_COUNTS = 2051;
const GROUND_VOLTS = 0.75;
const VECTOR_MS = 1050;
/** Below this no pulse is felt, volts. */
const FELT = 0.5;

/** What the firmware of OpenMENA makes of a line, by its published source: text in, text out, and silence after a train. */
export class OpenMenaMachine extends LineMachine {
  /** trains that it heard */
  trains = 0;

  /** @param clock without which it answers at once */
  constructor(
    private readonly cells: CellArray,
    private readonly amperesPerCount: number,
    private readonly clock?: Clock,
  ) {
    super();
  }

  /** As when its port is opened. */
  reset(): void {
    this.tell(...BANNER);
  }

  protected hear(line: string): void {
    const [, command, words] = /^(\w+):\s*(.*)$/.exec(line) ?? [];
    const numbers = (words ?? '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(Number);
    if (command === 'INFEREMULTIPLE') this.infer(numbers);
    else if (command === 'WEIGHTMODIF') this.modify(numbers);
    else if (command === 'SETVOLTAGES') this.tell('Voltages set.');
  }

  private infer([count, ...codes]: number[]): void {
    if (codes.length !== count * SIDE || codes.some((code) => !(code >= 0 && code <= 4095)))
      return this.tell(`Error: Expected ${count * SIDE} values`);
    this.tell(`Running inference for ${count} input vectors...`);
    const averages = Array.from({ length: count }, (_, k) =>
      this.counts(codes.slice(k * SIDE, (k + 1) * SIDE)),
    );
    const answer = () => this.tell('INFEREMULTIPLE ADC Averages:', ...averages, 'INFEREMULTIPLE complete.');
    if (this.clock) this.clock.after(count * VECTOR_MS, answer);
    else answer();
  }

  private counts(codes: readonly number[]): string {
    const volts = new Float64Array(this.cells.rows);
    for (let row = 0; row < this.cells.rows; row++) volts[row] = codes[row] * CODE_VOLTS - GROUND_VOLTS;
    const columns = Array.from({ length: SIDE }, (_, column) => this.current(column, volts));
    return columns.map((amperes) => this.converted(amperes).toFixed(2)).join('\t');
  }

  private current(column: number, volts: Float64Array): number {
    return column < this.cells.columns ? this.cells.current(column, volts, 20) : 0;
  }

  private converted(amperes: number): number {
    const counts = Math.round(ZERO_COUNTS + amperes / this.amperesPerCount);
    return Math.min(ADC_MOST, Math.max(0, counts));
  }

  private modify(numbers: readonly number[]): void {
    const [row, column, sign, count, vp1, vm1, vp2, vm2, micros] = numbers;
    const whole = [row, column, count, micros].every(Number.isInteger);
    const there = row >= 0 && row < SIDE && column >= 0 && column < SIDE && count >= 1;
    if (numbers.length !== 9 || !whole || !there || Math.abs(sign) !== 1)
      return this.tell('Invalid arguments for WEIGHTMODIF');
    this.trains++;
    const volts = sign > 0 ? vp1 - vm1 : vp2 - vm2;
    if (Math.abs(volts) < FELT || row >= this.cells.rows || column >= this.cells.columns) return;
    for (let k = 0; k < count; k++) this.cells.pulse(row, column, volts, micros * 1e-6);
  }

  private tell(...lines: readonly string[]): void {
    this.say(lines.map((line) => `${line}\r\n`).join(''));
  }
}
