import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { describeWithSocat, until } from '../rig.js';
import { scratch } from '../scratch.js';
import { BoardProgram } from './board-program.js';
import { memloop } from './memloop.js';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const running: BoardProgram[] = [];

afterEach(async () => {
  for (const virtual of running.splice(0)) await virtual.end().catch(() => {});
});

/** What a board says on standard output to some lines, and its tally. */
function answers(input: string, ...args: string[]) {
  const tally = join(scratch(), 'tally.json');
  const all = [program, 'virtual-board', '--tally', tally, ...args];
  const { stdout, status } = spawnSync(process.execPath, all, { input, encoding: 'latin1' });
  expect(status).toBe(0);
  const counts = JSON.parse(readFileSync(tally, 'utf8')) as Record<string, number[]>;
  return { said: Buffer.from(stdout, 'latin1'), counts };
}

const arc = (lines: string) => lines.replaceAll(' ', '\n').concat('\n');
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('memloop virtual-board --as', () => {
  it('is an ArC ONE with the measured devices, which counts the pulses that no data tell the effect of', () => {
    const lines = '0 30 9 3 2 0 0 0.2 1 2 1 3 2 1 2.5 1.5e-6 3 2 1 2.0 1.5e-6 1 2 1';
    const { said, counts } = answers(arc(lines), '--as', 'arc-one', '--noise', 'none', '--bank', 'mean');
    expect(said.toString('latin1', 0, 2)).toBe('1\n');
    const ohms = [0, 1, 2, 3].map((k) => said.readFloatLE(2 + 4 * k));
    expect(said).toHaveLength(2 + 4 * 4);
    expect(ohms[1]).toBeLessThan(ohms[0] * 0.999);
    // Only the amplifier's noise is left.
    expect(Math.abs(ohms[3] / ohms[1] - 1)).toBeLessThan(1e-3);
    expect(counts['positive'][3]).toBe(2);
    expect([counts['unknown'][3], sum(counts['unknown'])]).toEqual([1, 1]);
  });

  it.each([
    ['keithley-2400', '*IDN?', /^KEITHLEY INSTRUMENTS INC\.,MODEL 2400,/],
    ['keithley-2600', '*IDN?', /^Keithley Instruments Inc\., Model 2602B,/],
    ['openmena', 'INFEREMULTIPLE: 2 1', /^OpenMENA\r\n[^]*Error: Expected 16 values\r\n$/],
  ])('is a %s', (name, line, answer) => {
    expect(answers(`${line}\n`, '--as', name).said.toString('latin1')).toMatch(answer);
  });

  it.each([
    [
      'keithley-2400',
      '--rows',
      '1',
      '--rows is not for a Keithley 2400 with one device: it requires --as mbp',
    ],
    ['keithley-2600', '--columns', '1', '--columns is not for a Keithley 2602B'],
    [
      'arc-one',
      '--reference',
      '9990',
      '--reference is not for ArC ONE: it requires --as mbp or --as openmena',
    ],
    ['mbp', '--amps-per-count', '1e-8', '--amps-per-count is not for a board that speaks MBP/1'],
    ['openmena', '--amps-per-count', '0', '--amps-per-count: got 0'],
    ['openmena', '--rows', '9', 'OpenMENA: got 9 × 3 devices: expected at most 8 × 8'],
    ['arc-one', '--columns', '33', 'ArC ONE: got 1 × 33 devices: expected at most 32 × 32'],
    ['keithly', '--seed', '1', '--as: got "keithly": expected one of mbp, arc-one, keithley-2400'],
  ])('refuses %s with %s %s', async (name, option, value, part) => {
    const { code, stderr } = await memloop(['virtual-board', '--as', name, option, value]);
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toContain(part);
  });
});

describeWithSocat('memloop virtual-board --as behind a pseudo-terminal', () => {
  it('keeps its settings when a host disconnects, and loses them on SIGUSR2', async () => {
    const virtual = new BoardProgram('--as', 'keithley-2400');
    running.push(virtual);
    const ask = async (line: string) => {
      const transport = await virtual.connect();
      let said = '';
      transport.onBytes((bytes) => (said += Buffer.from(bytes).toString('latin1')));
      await transport.write(Buffer.from(`${line}\n`));
      await until(() => said.endsWith('\n'));
      await transport.close();
      return said;
    };
    expect(await ask(':SOUR:VOLT:LEV 0.5;:OUTP ON;*OPC?')).toBe('1\n');
    expect(await ask(':SOUR:VOLT?;:OUTP?')).toBe('+5.000000E-01;1\n');
    virtual.reset();
    // A question may overtake the signal.
    let output = '1\n';
    for (let tries = 0; output !== '0\n' && tries < 50; tries++) output = await ask(':OUTP?');
    expect(output).toBe('0\n');
  });
});
