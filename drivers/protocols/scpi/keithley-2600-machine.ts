import { LineMachine } from '../unnumbered/line-machine.js';
import type { CellArray } from '../../sessions/cell-array.js';
import { OneCell } from './one-cell.js';

const LINE_CYCLE = 0.02;
/** An assignment or a call. */
const STATEMENT = /[\w.]+=(?:\w+ and )?\w+\([^()]*\)|[\w.]+=\S+|\w[\w.]*\((?:[^()]|\([^()]*\))*\)/g;

/** A simulated Keithley 2600B with one device on channel A. It knows the few statements that our driver sends. */
export class Keithley2600Machine extends LineMachine {
  identity = 'Keithley Instruments Inc., Model 2602B, 7654321, 3.3.5';
  kept: Record<string, string> = {};
  readonly errors: string[] = [];
  private reading = NaN;
  private shape = '';
  private readonly cell: OneCell;

  constructor(cells: CellArray) {
    super();
    this.cell = new OneCell(cells);
  }

  /** As if its power were switched off and on. */
  reset(): void {
    this.kept = {};
    this.errors.splice(0);
    this.reading = NaN;
    this.shape = '';
  }

  protected hear(line: string): void {
    if (line === '*IDN?') this.say(`${this.identity}\n`);
    else if (line === '*CLS') this.errors.splice(0);
    else for (const [statement] of line.matchAll(STATEMENT)) this.execute(statement);
  }

  private execute(statement: string): void {
    const [, name, value] = /^([\w.]+)=(.+)$/.exec(statement) ?? [];
    if (name !== undefined) this.kept[name] = this.result(value);
    else if (statement === 'smua.reset()') this.kept = {};
    else if (statement.startsWith('print(')) this.print(statement.slice(6, -1));
    else if (statement === 'smua.nvbuffer1.clear()') this.reading = NaN;
    else this.errors.push('-285\tTSP Syntax error');
  }

  /** The value of an assignment. */
  private result(words: string): string {
    if (words.startsWith('ConfigPulseVMeasureI(')) return String(this.configure(words.slice(21, -1)));
    const [, condition] = /^(\w+) and InitiatePulseTest\(1\)$/.exec(words) ?? [];
    if (condition === undefined) return words;
    if (this.kept[condition] === 'true') this.pulse();
    return this.kept[condition];
  }

  /** A pulse must be at least as long as its measurement. */
  private configure(shape: string): boolean {
    const seconds = Number(shape.split(',')[4]);
    this.shape = shape;
    return seconds >= LINE_CYCLE * Number(this.kept['smua.measure.nplc'] ?? 1);
  }

  private print(words: string): void {
    const values = words.split(',').map((word) => this.value(word));
    this.say(
      `${values.map((value) => (typeof value === 'number' ? value.toExponential(5) : String(value))).join('\t')}\n`,
    );
  }

  private value(word: string): number | string | boolean {
    const limit = Number(this.kept['smua.source.limiti']);
    const level = this.kept['smua.source.output'] === '1' ? Number(this.kept['smua.source.levelv']) : 0;
    if (word === 'smua.measure.i()') return this.cell.at(level, limit).amperes;
    if (word === 'smua.source.compliance') return this.cell.at(level, limit).share < 1;
    if (word === 'errorqueue.next()') return this.errors.shift() ?? '0.00000e+00\tQueue Is Empty';
    if (word === 'smua.nvbuffer1.readings[1]') return Number.isNaN(this.reading) ? 'nil' : this.reading;
    const kept = this.kept[word] ?? word;
    return kept === 'true' || kept === 'false' ? kept : Number(kept);
  }

  private pulse(): void {
    const [, , level, limit, seconds] = this.shape.split(',').map(Number);
    const { amperes, share } = this.cell.at(level, limit);
    this.reading = amperes;
    if (share === 1) this.cell.pulse(level, seconds);
  }
}
