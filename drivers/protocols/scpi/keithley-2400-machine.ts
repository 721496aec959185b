import { exponential } from '../unnumbered/line-format.js';
import { LineMachine } from '../unnumbered/line-machine.js';
import type { CellArray } from '../../sessions/cell-array.js';
import { OneCell } from './one-cell.js';

/** The settings of the instrument by header, with their values after `*RST`. */
const RESET: Readonly<Record<string, string>> = {
  'SOURce:FUNCtion[:MODE]': 'VOLT',
  'SOURce:VOLTage:MODE': 'FIX',
  'SOURce:VOLTage:RANGe': '20',
  'SOURce:VOLTage:RANGe:AUTO': '1',
  'SOURce:VOLTage[:LEVel]': '0',
  'SOURce:VOLTage:PROTection': '210',
  'SOURce:LIST:VOLTage': '0',
  'SOURce:CLEar:AUTO': '0',
  'SOURce:DELay': '0',
  'SENSe:FUNCtion': "'CURR'",
  'SENSe:CURRent:PROTection': '1.05e-4',
  'SENSe:CURRent:RANGe': '1.05e-4',
  'SENSe:CURRent:RANGe:AUTO': '1',
  'SENSe:CURRent:NPLCycles': '1',
  'SENSe:AVERage[:STATe]': '0',
  'SYSTem:AZERo[:STATe]': '1',
  'SYSTem:RSENse': '0',
  'FORMat:ELEMents': 'VOLT,CURR,RES,TIME,STAT',
  'TRIGger:COUNt': '1',
  'OUTPut[:STATe]': '0',
};
const settings = Object.keys(RESET).map((name) => [name, headerPattern(name)] as const);
/** Maximum magnitude of some settings. */
const MAXIMUM: Readonly<Record<string, number>> = {
  'SOURce:VOLTage[:LEVel]': 210,
  'SENSe:CURRent:PROTection': 1.05,
  'TRIGger:COUNt': 2500,
};

const OVERFLOW = 9.9e37;
const NOT_MEASURED = 9.91e37;
const COMPLIANCE = 8;
const LINE_CYCLE = 0.02;

/** A simulated Keithley 2400 with one device. It knows the commands that our driver and other published clients send. */
export class Keithley2400Machine extends LineMachine {
  identity = 'KEITHLEY INSTRUMENTS INC.,MODEL 2400,1234567,C30   Mar 17 2006 09:29:29/A02  /K/J';
  /** largest magnitude of a level while the output was on, volts */
  highest = 0;
  /** largest jump of the level */
  jump = 0;
  /** whether the converter is saturated */
  overflow = false;
  private kept: Record<string, string> = { ...RESET };
  private readonly errors: string[] = [];
  private tripped = false;
  private readonly cell: OneCell;
  private readonly actions: readonly (readonly [RegExp, boolean, () => string | undefined])[] = [
    [headerPattern('*IDN'), true, () => this.identity],
    [headerPattern('*OPC'), true, () => '1'],
    [headerPattern('*RST'), false, () => void (this.kept = { ...RESET })],
    [headerPattern('*CLS'), false, () => void this.errors.splice(0)],
    [headerPattern('SYSTem:ERRor[:NEXT]'), true, () => this.errors.shift() ?? '0,"No error"'],
    [headerPattern('SENSe:CURRent:PROTection:TRIPped'), true, () => (this.tripped ? '1' : '0')],
    [headerPattern('READ'), true, () => this.read()],
    [headerPattern('ABORt'), false, () => undefined],
  ];

  constructor(cells: CellArray) {
    super();
    this.cell = new OneCell(cells);
  }

  /** As if its power were switched off and on. */
  reset(): void {
    this.kept = { ...RESET };
    this.errors.splice(0);
    this.tripped = false;
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

  private act(header: string, asks: boolean, words: string): string | undefined {
    const action = this.actions.find(([pattern, isQuery]) => isQuery === asks && pattern.test(header));
    if (action) return action[2]();
    const name = settings.find(([, pattern]) => pattern.test(header))?.[0];
    if (name === undefined) this.complain('-113,"Undefined header"');
    else if (asks) return shown(this.kept[name]);
    else this.set(name, words);
    return undefined;
  }

  private set(name: string, words: string): void {
    const maximum = MAXIMUM[name];
    if (maximum !== undefined && !(Math.abs(Number(words)) <= maximum))
      return this.complain('-222,"Parameter data out of range"');
    const before = this.output();
    this.kept[name] = words.replace(/^ON$/i, '1').replace(/^OFF$/i, '0');
    this.highest = Math.max(this.highest, Math.abs(this.output()));
    this.jump = Math.max(this.jump, Math.abs(this.output() - before));
  }

  private output(): number {
    return this.isOn() ? Number(this.kept['SOURce:VOLTage[:LEVel]']) : 0;
  }

  private isOn(): boolean {
    return Number(this.kept['OUTPut[:STATe]']) === 1;
  }

  private read(): string | undefined {
    if (!this.isOn()) {
      this.complain('+803,"Not permitted with output off"');
      return undefined;
    }
    const pulses = /^LIST/i.test(this.kept['SOURce:VOLTage:MODE']);
    const levels = pulses ? this.kept['SOURce:LIST:VOLTage'].split(',').map(Number) : [this.output()];
    const count = Number(this.kept['TRIGger:COUNt']);
    return Array.from({ length: count }, (_, k) => this.measure(levels[k % levels.length], pulses)).join(',');
  }

  private measurementSeconds(): number {
    const conversions = Number(this.kept['SYSTem:AZERo[:STATe]']) === 1 ? 3 : 1;
    const filtered = Number(this.kept['SENSe:AVERage[:STATe]']) === 1 ? 10 : 1;
    return LINE_CYCLE * Number(this.kept['SENSe:CURRent:NPLCycles']) * conversions * filtered;
  }

  private measure(level: number, pulses: boolean): string {
    const compliance = Number(this.kept['SENSe:CURRent:PROTection']);
    const { amperes, share } = this.cell.at(level, compliance);
    this.tripped = share < 1;
    const seconds = Number(this.kept['SOURce:DELay']) + this.measurementSeconds();
    if (pulses && level !== 0 && !this.tripped) this.cell.pulse(level, seconds);
    const elements: Record<string, number> = {
      VOLT: level * share,
      CURR: this.overflow ? OVERFLOW : amperes,
      RES: NOT_MEASURED,
      TIME: 0,
      STAT: this.tripped ? COMPLIANCE : 0,
    };
    const shownElements = this.kept['FORMat:ELEMents']
      .split(',')
      .map((name) => elements[name.trim()] ?? NOT_MEASURED);
    return shownElements.map(signed).join(',');
  }
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${exponential(value).toUpperCase()}`;
}

function shown(value: string): string {
  return value !== '' && Number.isFinite(Number(value)) && /[.e]/i.test(value)
    ? signed(Number(value))
    : value;
}

/** A pattern for a SCPI header, long or short. In `SOURce:VOLTage[:LEVel]` the capitals are the short form, and parts in brackets are optional. */
export function headerPattern(canonical: string): RegExp {
  const source = canonical.replace(
    /\[(:?)(\w+)\]|(\w+)/g,
    (_, colon: string, optional: string, word: string) =>
      optional ? `(?:${colon}${either(optional)})?` : either(word),
  );
  return new RegExp(`^:?${source.replace('*', '\\*')}$`, 'i');
}

function either(word: string): string {
  const short = word.replace(/[a-z]+$/, '');
  return `${short}(?:${word.slice(short.length)})?`;
}

/** The commands of a line: header, whether it is a query, and its arguments. */
export function commandsIn(line: string): { header: string; asks: boolean; words: string }[] {
  return line
    .split(';')
    .map((command) => command.trim())
    .filter((command) => command !== '')
    .map((command) => {
      const [, header, asks, words = ''] = /^:?([^\s?]+)(\??)\s*(.*)$/.exec(command) ?? ['', command, ''];
      return { header, asks: asks === '?', words };
    });
}
