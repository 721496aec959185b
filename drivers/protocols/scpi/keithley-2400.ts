import { exponential } from '../unnumbered/line-format.js';
import { OutOfStep } from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import type { Limits } from '../../sessions/limits.js';
import {
  identityParts,
  sourceMeterCapabilities,
  measured,
  numbersIn,
  type Measured,
  type SourceMeter,
} from './source-meter.js';

/** Bit of the status word: the source is at its compliance. */
const COMPLIANCE = 1 << 3;
/** Width of the measurement that ends a pulse: 0.01 power line cycles of 50 Hz. */
const MEASUREMENT_SECONDS = 2e-4;
const SLOW = [':SENS:CURR:NPLC 1', ':SYST:AZER ON'];
/** Without autozero, which would need two more measurements. */
const FAST = [':SENS:CURR:NPLC 0.01', ':SYST:AZER OFF'];

/**
 * Keithley 2400 and related models over RS-232, and a 2450 after `*LANG SCPI2400`. A pulse is a list of two levels, V
 * and 0, with a measurement at each: the first status word shows whether the pulse reached the compliance.
 */
export const keithley2400: SourceMeter = {
  recognises: /^KEITHLEY INSTRUMENTS.*,MODEL (24\d\d|6430)/i,
  capabilities: (identity) =>
    sourceMeterCapabilities(identityParts(identity), { volts: 20, pulseSeconds: [1e-3, 1], amperes: 2e-3 }),
  cannot: [
    'A 2400 has one device: its row and its column are 0',
    'A 2400 makes no pulse below 1 ms, and memloop times the pauses between pulses',
    'A 2400 is reset before it is armed, and measures on two wires',
    'A 2400 has no watchdog: if memloop is killed or the cable is pulled, its output stays on until it is switched off by hand or by the next connection',
    'A 2400 has no message numbers and no checksum: a digit that changes on the way is not noticed',
  ],
  // ^C ends a transmission and discards what was still to be sent.
  breakOff: ['\x03', '*CLS'],
  prepare,
  compliance: () => ({
    line: ':SENS:CURR:PROT?',
    meaning: (answer) => numbersIn(answer, ',', 1)[0],
  }),
  level: (volts) => `:SOUR:VOLT:LEV ${exponential(volts)}`,
  measure: () => ({ line: ':READ?', meaning: (answer) => measuredIn(answer, 1) }),
  beginTrain: ({ volts, seconds }) => [
    ...FAST,
    `:SOUR:DEL ${exponential(seconds - MEASUREMENT_SECONDS)}`,
    `:SOUR:LIST:VOLT ${exponential(volts)},0`,
    ':SOUR:VOLT:MODE LIST',
    ':TRIG:COUN 2',
  ],
  endTrain: [':TRIG:COUN 1', ':SOUR:VOLT:MODE FIX', ':SOUR:VOLT:LEV 0', ':SOUR:DEL 0', ...SLOW],
  pulse: () => ({ line: ':READ?', meaning: (answer) => measuredIn(answer, 2) }),
  off: [':OUTP OFF'],
  done: () => ({ line: '*OPC?', meaning: expectOne }),
  error: () => ({ line: ':SYST:ERR?', meaning: complaintIn }),
};

function prepare({ microvoltsMin, microvoltsMax, picoampsMax }: Limits): string[] {
  const range = exponential(Math.max(-microvoltsMin, microvoltsMax) * 1e-6);
  const compliance = exponential(picoampsMax * 1e-12);
  return [
    ':OUTP OFF',
    // An earlier user may have left a filter, an auto-off output, or four-wire sensing.
    '*RST',
    ':SENS:AVER OFF',
    ':SOUR:CLE:AUTO OFF',
    ':SYST:RSEN OFF',
    ':SOUR:FUNC VOLT',
    ':SOUR:VOLT:MODE FIX',
    `:SOUR:VOLT:RANG ${range}`,
    ":SENS:FUNC 'CURR'",
    `:SENS:CURR:RANG ${compliance}`,
    `:SENS:CURR:PROT ${compliance}`,
    ':FORM:ELEM VOLT,CURR,STAT',
    ':TRIG:COUN 1',
    ...SLOW,
    ':SOUR:VOLT:LEV 0',
    ':OUTP ON',
  ];
}

/** The first of `count` measurements, three numbers each. */
function measuredIn(answer: string, count: number): Measured {
  const [volts, amperes, status] = numbersIn(answer, ',', 3 * count);
  return measured(volts, amperes, status & COMPLIANCE ? FLAG.compliance : 0);
}

function expectOne(answer: string): void {
  if (answer.trim() !== '1') throw new OutOfStep(`got ${JSON.stringify(answer)}: expected 1`);
}

function complaintIn(answer: string) {
  const match = /^([+-]?\d+),"(.*)"$/.exec(answer.trim());
  if (!match) throw new OutOfStep(`got ${JSON.stringify(answer)}: expected an entry of the error queue`);
  const [, code, text] = match;
  return Number(code) === 0 ? undefined : { code, text };
}
