import { LineMachine } from '../bare/line-machine.js';
import type { CellArray } from '../mbp/cell-array.js';
import { OneCell } from './one-cell.js';

/** A Keithley 2600B with one device on channel A: the few statements of its script language that a driver sends. */
export class Keithley2600Machine extends LineMachine {
  identity = 'Keithley Instruments Inc., Model 2602B, 7654321, 3.3.5';
  readonly kept: Record<string, string> = {};
  readonly errors: string[] = [];
  private reading = NaN;
  private readonly cell: OneCell;

  constructor(cells: CellArray) {
    super();
    this.cell = new OneCell(cells);
  }

  protected hear(line: string): void {
    if (line === '*IDN?') this.say(`${this.identity}\n`);
    else if (line === '*CLS') this.errors.splice(0);
    else
      for (const [statement] of line.matchAll(/[\w.]+=\S+|\w[\w.]*\((?:[^()]|\([^()]*\))*\)/g))
        this.execute(statement);
  }

  private execute(statement: string): void {
    const [, name, value] = /^([\w.]+)=(.+)$/.exec(statement) ?? [];
    if (name !== undefined) this.kept[name] = value;
    else if (statement.startsWith('ConfigPulseVMeasureI(')) this.kept['pulse'] = statement.slice(21, -1);
    else if (statement.startsWith('InitiatePulseTest(')) this.pulse();
    else if (statement.startsWith('print(')) this.print(statement.slice(6, -1));
    else if (!statement.endsWith('.clear()')) this.errors.push('-285\tTSP Syntax error');
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
    return word === 'smua.nvbuffer1.readings[1]' ? this.reading : Number(this.kept[word] ?? word);
  }

  private pulse(): void {
    const [, , level, limit, seconds] = this.kept['pulse'].split(',').map(Number);
    const { amperes, share } = this.cell.at(level, limit);
    this.reading = amperes;
    if (share === 1) this.cell.pulse(level, seconds);
  }
}
