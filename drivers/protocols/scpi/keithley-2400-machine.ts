import type { CellArray } from '../../sessions/cell-array.js';
import { LineMachine } from '../unnumbered/line-machine.js';
import { canBe, RESET, settingNamed } from './keithley-2400-settings.js';
import { MeasuringUnit } from './measuring-unit.js';
import { ReadingBuffer, type Measurement } from './reading-buffer.js';
import { commandsIn, headerPattern, shown, signed } from './scpi-header.js';

const NOT_MEASURED = 9.91e37;
/** Bits of the event register and of the status byte: buffer full; measurement summary; request for service. */
const [BUFFER_FULL, SUMMARY, REQUEST] = [512, 1, 64];
/** Limits of the beeper, hertz and seconds. */
const BEEP = { hertz: [65, 2e6], seconds: [0, 7.9] } as const;

type Action = readonly [header: string, asks: boolean, act: (words: string) => string | undefined];

/** A simulated Keithley 2400 with one device at its front terminals. It knows the commands that our driver and pymeasure send. */
export class Keithley2400Machine extends LineMachine {
  identity = 'KEITHLEY INSTRUMENTS INC.,MODEL 2400,1234567,C30   Mar 17 2006 09:29:29/A02  /K/J';
  /** largest magnitude of a level while the output was on, volts */
  highest = 0;
  /** largest jump of the level */
  jump = 0;
  /** beeps so far, as hertz and seconds */
  readonly beeps: (readonly [hertz: number, seconds: number])[] = [];
  private readonly kept: Record<string, string> = { ...RESET };
  private readonly errors: string[] = [];
  private readonly unit: MeasuringUnit;
  private readonly buffer = new ReadingBuffer();
  private last: Measurement[] = [];
  private event = 0;
  /** whether it waits for `*TRG` */
  private waiting = false;
  private readonly actions: readonly (readonly [RegExp, boolean, Action[2]])[];

  constructor(cells: CellArray) {
    super();
    this.unit = new MeasuringUnit(cells, this.kept);
    this.actions = this.commands().map(([header, asks, act]) => [headerPattern(header), asks, act]);
  }

  set overflow(overflow: boolean) {
    this.unit.overflow = overflow;
  }

  /** As if its power were switched off and on. */
  reset(): void {
    Object.assign(this.kept, RESET);
    this.unit.reset();
    this.errors.splice(0);
    this.clearBuffer();
    this.waiting = false;
  }

  /** The value of a setting. */
  setting(name: keyof typeof RESET): string {
    return this.kept[name];
  }

  complain(error: string): void {
    this.errors.push(error);
  }

  protected hear(line: string): void {
    const answers = commandsIn(line.replaceAll('\x03', ''))
      .map(({ header, asks, words }) => this.act(header, asks, words))
      .filter((answer) => answer !== undefined);
    if (answers.length > 0) this.say(`${answers.join(';')}\n`);
  }

  private commands(): Action[] {
    const nextError = () => this.errors.shift() ?? '0,"No error"';
    const tripped = () => (this.unit.tripped ? '1' : '0');
    return [
      ['*IDN', true, () => this.identity],
      ['*OPC', true, () => '1'],
      ['*RST', false, () => this.restore()],
      ['*CLS', false, () => void ((this.event = 0), this.errors.splice(0))],
      ['*STB', true, () => this.statusByte()],
      ['*TRG', false, () => this.trigger()],
      ['SYSTem:ERRor[:NEXT]', true, nextError],
      ['STATus:QUEue[:NEXT]', true, nextError],
      ['STATus:QUEue:CLEar', false, () => void this.errors.splice(0)],
      ['STATus:PRESet', false, () => void (this.kept['STATus:MEASurement:ENABle'] = '0')],
      ['SYSTem:BEEPer[:IMMediate]', false, (words) => this.beep(words)],
      ['SENSe:FUNCtion[:ON]', false, (words) => this.unit.switchOn(words)],
      ['SENSe:FUNCtion[:ON]', true, () => this.unit.functions()],
      ['SENSe:CURRent:PROTection:TRIPped', true, tripped],
      ['SENSe:VOLTage:PROTection:TRIPped', true, tripped],
      ['TRACe:CLEar', false, () => this.clearBuffer()],
      ['TRACe:DATA', true, () => this.listed(this.buffer.readings)],
      ['TRACe:POINts:ACTual', true, () => String(this.buffer.readings.length)],
      ['CALCulate3:DATA', true, () => this.statistics()],
      ['INITiate[:IMMediate]', false, () => this.initiate()],
      ['READ', true, () => this.read()],
      ['FETCh', true, () => this.listed(this.last)],
      ['ABORt', false, () => void (this.waiting = false)],
    ];
  }

  private act(header: string, asks: boolean, words: string): string | undefined {
    const action = this.actions.find(([pattern, isQuery]) => isQuery === asks && pattern.test(header));
    if (action) return action[2](words);
    const name = settingNamed(header);
    if (name === undefined) this.complain('-113,"Undefined header"');
    else if (asks) return shown(this.kept[name]);
    else this.set(name, words);
    return undefined;
  }

  private set(name: string, words: string): void {
    if (!canBe(name, words)) return this.complain('-222,"Parameter data out of range"');
    const before = this.unit.level();
    this.kept[name] = words.replace(/^ON$/i, '1').replace(/^OFF$/i, '0');
    this.unit.changed(name);
    this.highest = Math.max(this.highest, Math.abs(this.unit.level()));
    this.jump = Math.max(this.jump, Math.abs(this.unit.level() - before));
  }

  private restore(): undefined {
    Object.assign(this.kept, RESET);
    this.unit.reset();
    this.waiting = false;
  }

  private beep(words: string): undefined {
    const [hertz, seconds] = words.split(',').map(Number);
    const within = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high;
    if (within(hertz, BEEP.hertz) && within(seconds, BEEP.seconds)) this.beeps.push([hertz, seconds]);
    else this.complain('-222,"Parameter data out of range"');
  }

  private statusByte(): string {
    const summary = this.event & Number(this.kept['STATus:MEASurement:ENABle']) ? SUMMARY : 0;
    return String(summary + (summary & Number(this.kept['*SRE']) ? REQUEST : 0));
  }

  private clearBuffer(): undefined {
    this.buffer.readings.splice(0);
    this.event &= ~BUFFER_FULL;
  }

  private initiate(): undefined {
    const sources = ['ARM[:SEQuence]:SOURce', 'TRIGger[:SEQuence]:SOURce'].map((name) => this.kept[name]);
    this.waiting = sources.some((source) => /^(BUS|TLIN)/i.test(source));
    if (!this.waiting) this.measure();
  }

  private trigger(): undefined {
    if (this.waiting) this.measure();
    this.waiting = false;
  }

  private read(): string | undefined {
    return this.measure() ? this.listed(this.last) : undefined;
  }

  /** Measures as often as it is set to, and keeps the readings if its buffer wants them. */
  private measure(): boolean {
    const readings = this.unit.measure();
    if (!readings) this.complain('+803,"Not permitted with output off"');
    else {
      this.last = readings;
      if (/^NEXT/i.test(this.kept['TRACe:FEED:CONTrol'])) this.keep(readings);
    }
    return readings !== undefined;
  }

  private keep(readings: readonly Measurement[]): void {
    const kept = this.buffer.readings;
    const points = Number(this.kept['TRACe:POINts']);
    kept.push(...readings.slice(0, points - kept.length));
    if (kept.length < points) return;
    this.event |= BUFFER_FULL;
    this.kept['TRACe:FEED:CONTrol'] = 'NEV';
  }

  private statistics(): string {
    const found = this.buffer.statistic(this.kept['CALCulate3:FORMat']) ?? Array(3).fill(NOT_MEASURED);
    return found.map((value) => signed(value as number)).join(',');
  }

  private listed(readings: readonly Measurement[]): string {
    const names = this.kept['FORMat:ELEMents']
      .split(',')
      .map((name) => name.trim().slice(0, 4).toUpperCase());
    return readings
      .map((reading) => names.map((name) => signed(elementOf(reading, name))).join(','))
      .join(',');
  }
}

function elementOf({ volts, amperes, ohms, status }: Measurement, name: string): number {
  const elements: Record<string, number> = { VOLT: volts, CURR: amperes, RES: ohms, TIME: 0, STAT: status };
  return elements[name] ?? elements[name.slice(0, 3)] ?? NOT_MEASURED;
}
