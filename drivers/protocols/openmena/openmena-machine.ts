import type { Clock } from '../../ports/clock.js';
import type { CellArray } from '../../sessions/cell-array.js';
import { LineMachine } from '../unnumbered/line-machine.js';
import { ADC_MAXIMUM, CODE_VOLTS, SIDE } from './openmena-hardware.js';

const BANNER = [
  'OpenMENA',
  'Ready to receive commands:',
  'INFEREMULTIPLE: N c…',
  'WEIGHTMODIF: i j sign n vp1 vm1 vp2 vm2 d',
  'WEIGHTMODIFALL: 64 signs, 64 d, 64 v',
];
/** Counts at no current, and the voltage of the virtual ground, which no row code matches exactly. */
const ZERO_COUNTS = 2051;
const GROUND_VOLTS = 0.75;
const VECTOR_MS = 1050;
const CELLS = SIDE * SIDE;
/** Below this voltage a pulse has no effect. */
const EFFECTIVE_VOLTS = 0.5;

/** OpenMENA as its published firmware behaves: text in, text out, and no answer to a train. */
export class OpenMenaMachine extends LineMachine {
  /** trains that it received */
  trains = 0;

  /** @param clock without which it answers at once */
  constructor(
    private readonly cells: CellArray,
    private readonly amperesPerCount: number,
    private readonly clock?: Clock,
  ) {
    super();
  }

  /** As if its port were opened. */
  reset(): void {
    this.sayLines(...BANNER);
  }

  protected hear(line: string): void {
    const [, command, words] = /^(\w+):\s*(.*)$/.exec(line) ?? [];
    const numbers = (words ?? '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(Number);
    if (command === 'INFEREMULTIPLE') this.infer(numbers);
    else if (command === 'WEIGHTMODIF') this.modify(numbers);
    else if (command === 'WEIGHTMODIFALL') this.modifyAll(numbers);
    else if (command === 'SETVOLTAGES') this.sayLines('Voltages set.');
  }

  private infer([count, ...codes]: number[]): void {
    if (codes.length !== count * SIDE || codes.some((code) => !(code >= 0 && code <= 4095)))
      return this.sayLines(`Error: Expected ${count * SIDE} values`);
    this.sayLines(`Running inference for ${count} input vectors...`);
    const averages = Array.from({ length: count }, (_, k) =>
      this.counts(codes.slice(k * SIDE, (k + 1) * SIDE)),
    );
    const answer = () =>
      this.sayLines('INFEREMULTIPLE ADC Averages:', ...averages, 'INFEREMULTIPLE complete.');
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
    return Math.min(ADC_MAXIMUM, Math.max(0, counts));
  }

  private modify(numbers: readonly number[]): void {
    const [row, column, sign, count, vp1, vm1, vp2, vm2, micros] = numbers;
    const whole = [row, column, count, micros].every(Number.isInteger);
    const there = row >= 0 && row < SIDE && column >= 0 && column < SIDE && count >= 1;
    if (numbers.length !== 9 || !whole || !there || Math.abs(sign) !== 1)
      return this.sayLines('Invalid arguments for WEIGHTMODIF');
    this.trains++;
    const volts = sign > 0 ? vp1 - vm1 : vp2 - vm2;
    for (let k = 0; k < count; k++) this.pulse(row, column, volts, micros);
  }

  /** One pulse of each of the 64 devices; a sign of 0 leaves a device alone. */
  private modifyAll(numbers: readonly number[]): void {
    const [signs, widths, volts] = [0, 1, 2].map((k) => numbers.slice(k * CELLS, (k + 1) * CELLS));
    const signed = signs.every((sign) => sign === 0 || Math.abs(sign) === 1);
    const wide = widths.every((micros) => Number.isInteger(micros) && micros >= 0);
    if (numbers.length !== 3 * CELLS || !signed || !wide || volts.some((each) => !(each >= 0)))
      return this.sayLines('Invalid arguments for WEIGHTMODIFALL');
    this.trains++;
    signs.forEach((sign, cell) =>
      this.pulse(Math.floor(cell / SIDE), cell % SIDE, sign * volts[cell], widths[cell]),
    );
    this.sayLines('WEIGHTMODIFALL complete.');
  }

  private pulse(row: number, column: number, volts: number, micros: number): void {
    const { rows, columns } = this.cells;
    const there = row < rows && column < columns && micros > 0;
    if (there && Math.abs(volts) >= EFFECTIVE_VOLTS) this.cells.pulse(row, column, volts, micros * 1e-6);
  }

  private sayLines(...lines: readonly string[]): void {
    this.say(lines.map((line) => `${line}\r\n`).join(''));
  }
}
