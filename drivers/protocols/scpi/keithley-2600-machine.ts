import { LineMachine } from '../unnumbered/line-machine.js';
import type { CellArray } from '../../sessions/cell-array.js';
import { OneCell } from './one-cell.js';

const LINE_CYCLE = 0.02;
const OVERFLOW = 9.9e37;
/** Limits after a reset. */
const LIMITS = { volts: 20, amperes: 0.1 } as const;
/** An assignment or a call. */
const SYNTAX_ERROR = '-285\tTSP Syntax error';
const STATEMENT = /[\w.]+=(?:\w+ and )?\w+\([^()]*\)|[\w.]+=\S+|\w[\w.]*\((?:[^()]|\([^()]*\))*\)/g;

/** A simulated Keithley 2600B with one device on channel A. It knows assignments, what our driver sends, and `print` of measurements. */
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
    else if (line.split('(').length !== line.split(')').length) this.errors.push(SYNTAX_ERROR);
    else for (const [statement] of line.matchAll(STATEMENT)) this.execute(statement);
  }

  private execute(statement: string): void {
    const [, name, value] = /^([\w.]+)=(.+)$/.exec(statement) ?? [];
    if (name !== undefined) this.kept[name] = this.result(value);
    else if (statement === 'smua.reset()') this.kept = {};
    else if (/^print\(.*\)$/.test(statement)) this.print(statement.slice(6, -1));
    else if (statement === 'smua.nvbuffer1.clear()') this.reading = NaN;
    else this.errors.push(SYNTAX_ERROR);
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
    const measured = /^smua\.measure\.(v|i|r|p|iv)\(\)$/.exec(word)?.[1];
    if (measured !== undefined) return this.measured(measured);
    if (word === 'smua.source.compliance') return this.atOutput().share < 1;
    if (word === 'errorqueue.next()') return this.errors.shift() ?? '0.00000e+00\tQueue Is Empty';
    if (word === 'errorqueue.count') return this.errors.length;
    if (word === 'smua.nvbuffer1.readings[1]') return Number.isNaN(this.reading) ? 'nil' : this.reading;
    const kept = this.kept[word] ?? word;
    return kept === 'true' || kept === 'false' ? kept : Number(kept);
  }

  /** A measurement; `iv` gives two numbers. */
  private measured(what: string): number | string {
    const { volts, amperes } = this.atOutput();
    this.cell.dwell(volts, LINE_CYCLE * Number(this.kept['smua.measure.nplc'] ?? 1));
    if (what === 'iv') return [amperes, volts].map((value) => value.toExponential(5)).join('\t');
    if (what === 'v') return volts;
    if (what === 'i') return amperes;
    return what === 'p' ? volts * amperes : amperes === 0 ? OVERFLOW : volts / amperes;
  }

  /** What is at the output, as a source of voltage or of current that limits the other. */
  private atOutput(): { volts: number; amperes: number; share: number } {
    const isCurrentSource = /^(smua\.OUTPUT_DCAMPS|0)$/.test(this.kept['smua.source.func'] ?? '1');
    if (!/^(1|smua\.OUTPUT_ON)$/.test(this.kept['smua.source.output'] ?? '0'))
      return { volts: 0, amperes: 0, share: 1 };
    if (isCurrentSource) {
      const level = Number(this.kept['smua.source.leveli'] ?? 0);
      const { volts, share } = this.cell.forced(
        level,
        Number(this.kept['smua.source.limitv'] ?? LIMITS.volts),
      );
      return { volts, amperes: level * share, share };
    }
    const level = Number(this.kept['smua.source.levelv'] ?? 0);
    const { amperes, share } = this.cell.at(level, Number(this.kept['smua.source.limiti'] ?? LIMITS.amperes));
    return { volts: level * share, amperes, share };
  }

  private pulse(): void {
    const [, , level, limit, seconds] = this.shape.split(',').map(Number);
    const { amperes, share } = this.cell.at(level, limit);
    this.reading = amperes;
    if (share === 1) this.cell.pulse(level, seconds);
  }
}
