import { expect, it } from 'vitest';
import { Keithley2400Machine } from '../../../../drivers/protocols/scpi/keithley-2400-machine.js';
import type { CellArray } from '../../../../drivers/sessions/cell-array.js';
import { Resistors } from '../unnumbered/resistors.js';

function meter(cells: CellArray = new Resistors([[1e4]])) {
  const machine = new Keithley2400Machine(cells);
  let said = '';
  machine.onBytes((bytes) => (said = Buffer.from(bytes).toString('latin1')));
  const ask = (line: string) => {
    said = '';
    machine.receive(Buffer.from(`${line}\n`));
    return said.trim();
  };
  return { machine, ask, numbers: (line: string) => ask(line).split(',').map(Number) };
}

it('sources a current up to its compliance in volts, and says so in the status', () => {
  const { ask, numbers } = meter();
  ask(":SOUR:FUNC CURR;:SENS:VOLT:PROT 1;:SENS:FUNC 'VOLT';:FORM:ELEM VOLT,CURR,RES,STAT;:OUTP ON");
  ask(':SOUR:CURR:LEV -5e-5');
  expect(numbers(':READ?')).toEqual([-0.5, -5e-5, 9.91e37, 0]);
  ask(':SOUR:CURR:LEV 3e-4');
  expect(numbers(':READ?')).toEqual([1, 1e-4, 9.91e37, 8]);
  expect(ask(':SENS:VOLT:PROT:TRIP?')).toBe('1');
  expect(ask(':SOUR:CURR:LEV 2;:SYST:ERR?')).toBe('-222,"Parameter data out of range"');
});

it.each([
  // 10 kΩ fit 20 kΩ, 30 kΩ do not.
  [1e4, [1, 1e-4, 1e4, 0]],
  [3e4, [0.3, 1e-5, 3e4, 0]],
  [3e8, [21, 7e-8, 9.9e37, 9]],
])('measures %d Ω by the test current of the range that fits', (ohms, expected) => {
  const { ask, numbers } = meter(new Resistors([[ohms]]));
  ask(":SENS:FUNC 'VOLT','RES';:FORM:ELEM VOLT,CURR,RES,STAT;:OUTP ON");
  numbers(':READ?').forEach((value, k) =>
    expect(value / (expected[k] || 1)).toBeCloseTo(expected[k] && 1, 5),
  );
});

it('keeps readings until its buffer is full, and knows their statistics', () => {
  let reads = 0;
  const drifting = {
    rows: 1,
    columns: 1,
    pulse() {},
    current: (_: number, [v]: Float64Array) => v * (1 + (reads++ >> 1)) * 1e-5,
  };
  const { ask, numbers } = meter(drifting);
  ask(':SENS:CURR:PROT 1e-3;:SOUR:VOLT 1;:OUTP ON;:STAT:MEAS:ENAB 512;*SRE 1');
  ask(':TRAC:CLEAR;:TRAC:POIN 3;:TRAC:FEED:CONT NEXT;:TRIG:COUN 2;:INIT');
  expect(ask('*STB?;:TRAC:POIN:ACT?')).toBe('0;2');
  ask(':INIT');
  expect(ask('*STB?;:TRAC:POIN:ACT?;:TRAC:FEED:CONT?')).toBe('65;3;NEV');
  // Each measurement reads twice: at first, and while the voltage stays on.
  expect(numbers(':FORM:ELEM CURR;:TRAC:DATA?')).toEqual([1e-5, 2e-5, 3e-5]);
  const statistic = (name: string) => numbers(`:CALC3:FORM ${name};:CALC3:DATA?`)[1];
  expect(['MEAN', 'SDEV', 'MAX', 'MIN'].map(statistic)).toEqual([2e-5, 1e-5, 3e-5, 1e-5]);
  expect(ask('*CLS;*STB?')).toBe('0');
});

it('lets a voltage act on a device for as long as it is on, where no data tell what a pulse does', () => {
  const on: [volts: number, seconds: number][] = [];
  const cells: CellArray = {
    rows: 1,
    columns: 1,
    knows: () => false,
    pulse: () => expect.fail('a pulse of unknown effect'),
    current(_, [volts], _samples, seconds = 0) {
      if (seconds > 0) on.push([volts, seconds]);
      return volts / 1e4;
    },
  };
  const { ask } = meter(cells);
  ask(':SYST:AZER OFF;:SENS:CURR:PROT 1e-2;:SOUR:VOLT 2;:OUTP ON;:READ?');
  ask(':SOUR:LIST:VOLT 1,0;:SOUR:VOLT:MODE LIST;:TRIG:COUN 2;:READ?');
  expect(on).toEqual([[2, 0.02], [1, 0.02]]); // prettier-ignore
});

it('has its device at the front terminals, and switches off when they change', () => {
  const { ask, numbers } = meter();
  ask(':SOUR:VOLT 0.5;:OUTP ON;:FORM:ELEM CURR;:ROUT:TERM REAR');
  expect(ask(':OUTP?;:ROUT:TERM?')).toBe('0;REAR');
  expect(numbers(':OUTP ON;:READ?')).toEqual([0]);
  expect(numbers(':ROUT:TERM FRON;:OUTP ON;:READ?')).toEqual([5e-5]);
});

it('beeps within its limits', () => {
  const { machine, ask } = meter();
  expect(ask(':SYST:BEEP 440, 0.5;:SYST:BEEP 10, 0.5;:SYST:ERR?')).toMatch(/^-222/);
  expect(machine.beeps).toEqual([[440, 0.5]]);
});
