import type { CellArray } from '../../sessions/cell-array.js';
import { OneCell } from './one-cell.js';
import type { Measurement } from './reading-buffer.js';

const OVERFLOW = 9.9e37;
const NOT_MEASURED = 9.91e37;
/** Bits of the status of a measurement. */
const [OVERRANGE, COMPLIANCE] = [1, 8];
const LINE_CYCLE = 0.02;
/** Ranges of auto ohms, and their test currents, amperes. */
const OHMS_RANGES = [
  [2, 1],
  [20, 0.1],
  [200, 1e-2],
  [2e3, 1e-3],
  [2e4, 1e-4],
  [2e5, 1e-5],
  [2e6, 1e-6],
  [2e7, 1e-6],
  [2e8, 1e-7],
] as const;
/** Share of a range that can still be read above it. */
const OVER = 1.05;

/** Source and meter of a simulated Keithley 2400, as its settings have them. */
export class MeasuringUnit {
  /** whether the converter is saturated */
  overflow = false;
  /** whether the last measurement was at compliance */
  tripped = false;
  private readonly cell: OneCell;
  private measured = new Set(['CURR']);

  constructor(
    cells: CellArray,
    private readonly kept: Record<string, string>,
  ) {
    this.cell = new OneCell(cells);
  }

  reset(): void {
    this.measured = new Set(['CURR']);
    this.cell.connected = true;
    this.tripped = false;
  }

  /** Switches measuring functions on, beside the others if they are concurrent. */
  switchOn(words: string): undefined {
    const names = [...words.matchAll(/(VOLT|CURR|RES)\w*(?::DC)?/gi)].map(([, name]) => name.toUpperCase());
    const concurrent = this.is('SENSe:FUNCtion:CONCurrent');
    this.measured = new Set(concurrent ? [...this.measured, ...names] : names.slice(-1));
  }

  functions(): string {
    return [...this.measured].map((name) => (name === 'RES' ? '"RES"' : `"${name}:DC"`)).join(',');
  }

  /** After a change of terminals the output is off, and the device is only at the front ones. */
  changed(name: string): void {
    if (name !== 'ROUTe:TERMinals') return;
    this.kept['OUTPut[:STATe]'] = '0';
    this.cell.connected = /^FRON/i.test(this.kept[name]);
  }

  /** The voltage at the output as it was set, 0 if it is off or a source of current. */
  level(): number {
    return this.is('OUTPut[:STATe]') && !this.isCurrentSource() ? this.number('SOURce:VOLTage[:LEVel]') : 0;
  }

  /** Its measurements; undefined if the output is off. */
  measure(): Measurement[] | undefined {
    const clears = this.is('SOURce:CLEar:AUTO');
    if (!this.is('OUTPut[:STATe]') && !clears) return undefined;
    const { levels, pulses } = this.levels();
    const count = this.number('TRIGger[:SEQuence]:COUNt') * this.number('ARM[:SEQuence]:COUNt');
    const readings = Array.from({ length: count }, (_, k) => this.one(levels[k % levels.length], pulses));
    if (clears) this.kept['OUTPut[:STATe]'] = '0';
    return readings;
  }

  private levels(): { levels: number[]; pulses: boolean } {
    const source = this.isCurrentSource() ? 'CURRent' : 'VOLTage';
    const list = /^LIST/i.test(this.kept['SOURce:VOLTage:MODE']) && !this.isCurrentSource();
    if (list) return { levels: this.kept['SOURce:LIST:VOLTage'].split(',').map(Number), pulses: true };
    return { levels: [this.number(`SOURce:${source}[:LEVel]`)], pulses: false };
  }

  private one(level: number, pulses: boolean): Measurement {
    const autoOhms = this.measured.has('RES') && /^AUTO/i.test(this.kept['SENSe:RESistance:MODE']);
    const found = autoOhms
      ? this.testCurrent()
      : this.isCurrentSource()
        ? this.ofCurrent(level)
        : this.ofVoltage(level);
    const { volts, amperes, share } = found;
    this.tripped = share < 1;
    const seconds = this.number('SOURce:DELay') + this.seconds();
    if (pulses && level !== 0) {
      if (!this.tripped) this.cell.pulse(level, seconds);
    } else this.cell.dwell(volts, seconds);
    return this.told(volts, amperes, autoOhms || this.isCurrentSource());
  }

  private ofVoltage(level: number) {
    const { amperes, share } = this.cell.at(level, this.number('SENSe:CURRent:PROTection'));
    return { volts: level * share, amperes, share };
  }

  private ofCurrent(level: number) {
    const { volts, share } = this.cell.forced(level, this.number('SENSe:VOLTage:PROTection'));
    return { volts, amperes: level * share, share };
  }

  /** Auto ohms: the test current of the range, which is the lowest that fits if the range is automatic. */
  private testCurrent() {
    const automatic = this.is('SENSe:RESistance:RANGe:AUTO');
    const wanted = automatic ? this.ohms() : this.number('SENSe:RESistance:RANGe') / OVER;
    const [, amperes] = OHMS_RANGES.find(([range]) => wanted <= range * OVER) ?? OHMS_RANGES.at(-1)!;
    return this.ofCurrent(amperes);
  }

  private ohms(): number {
    const probe = 1e-6;
    return this.cell.forced(probe, Infinity).volts / probe;
  }

  private told(volts: number, amperes: number, isCurrentSource: boolean): Measurement {
    const ohms = this.measured.has('RES') ? this.resistance(volts, amperes) : NOT_MEASURED;
    const knowsVolts = !isCurrentSource || this.measured.has('VOLT');
    const knowsAmperes = isCurrentSource || this.measured.has('CURR');
    const over = this.overflow || ohms === OVERFLOW;
    return {
      volts: knowsVolts ? volts : NOT_MEASURED,
      amperes: this.overflow ? OVERFLOW : knowsAmperes ? amperes : NOT_MEASURED,
      ohms,
      status: (this.tripped ? COMPLIANCE : 0) + (over ? OVERRANGE : 0),
    };
  }

  private resistance(volts: number, amperes: number): number {
    const automatic = this.is('SENSe:RESistance:RANGe:AUTO');
    const maximum = automatic ? OHMS_RANGES.at(-1)![0] * OVER : this.number('SENSe:RESistance:RANGe') * OVER;
    const ohms = volts / amperes;
    return Math.abs(ohms) <= maximum ? ohms : OVERFLOW;
  }

  private seconds(): number {
    const conversions = this.is('SYSTem:AZERo[:STATe]') ? 3 : 1;
    const filtered = this.is('SENSe:AVERage[:STATe]') ? this.number('SENSe:AVERage:COUNt') : 1;
    return LINE_CYCLE * this.number('SENSe:CURRent:NPLCycles') * conversions * filtered;
  }

  private isCurrentSource(): boolean {
    return /^CURR/i.test(this.kept['SOURce:FUNCtion[:MODE]']);
  }

  private is(name: string): boolean {
    return Number(this.kept[name]) === 1;
  }

  private number(name: string): number {
    return Number(this.kept[name]);
  }
}
