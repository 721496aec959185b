import { OutOfStep } from '../../sessions/errors.js';
import { lines, type Answer, type AnswerBytes } from '../unnumbered/line-format.js';
import { drives, IDLE, SIDE } from './openmena-hardware.js';

/** A pulse train in the units of WEIGHTMODIF. */
export interface WeightChange {
  readonly row: number;
  readonly column: number;
  readonly volts: number;
  readonly count: number;
  readonly micros: number;
}

/** The line that asks for the currents of all columns, for some sets of row codes. */
export function inferMultiple(vectors: readonly (readonly number[])[]): string {
  return `INFEREMULTIPLE: ${vectors.length} ${vectors.flat().join(' ')}`;
}

/**
 * The line that pulses one device. It has row and column voltages for both signs. Those of the other sign are idle, so a
 * garbled sign makes no pulse.
 */
export function weightModif({ row, column, volts, count, micros }: WeightChange): string {
  const used = drives(volts);
  const [plus, minus] = volts > 0 ? [used, IDLE] : [IDLE, used];
  const voltages = [plus.row, plus.column, minus.row, minus.column].map((v) => v.toFixed(4));
  return `WEIGHTMODIF: ${row} ${column} ${volts > 0 ? 1 : -1} ${count} ${voltages.join(' ')} ${micros}`;
}

/** The answer to `count` sets: the column readings of each set, in counts. */
export function averages(count: number): Answer<number[][]> {
  const whole = lines(count + 3);
  return (bytes) => {
    refuseError(bytes);
    const found = whole(bytes);
    if (!found) return undefined;
    const [running, heading, ...rest] = found.value;
    expectLine(running, `Running inference for ${count} input vectors...`);
    expectLine(heading, 'INFEREMULTIPLE ADC Averages:');
    expectLine(rest.at(-1)!, 'INFEREMULTIPLE complete.');
    return { value: rest.slice(0, -1).map(countsIn), length: found.length };
  };
}

function countsIn(line: string): number[] {
  const counts = line.trim().split('\t');
  if (counts.length === SIDE && counts.every((count) => /^\d{1,4}\.\d\d$/.test(count)))
    return counts.map(Number);
  throw new OutOfStep(`got ${JSON.stringify(line)}: expected ${SIDE} readings with two decimals`);
}

/** Throws on an error message, which is shorter than an answer; otherwise we would wait until the deadline. */
function refuseError(bytes: AnswerBytes): void {
  const text = bytes.toString('latin1');
  if (/^(Error|Invalid)[^\n]*\n/.test(text))
    throw new OutOfStep(`the board answered ${JSON.stringify(text.trim())}`);
}

function expectLine(line: string, expected: string): void {
  if (line.trim() !== expected)
    throw new OutOfStep(`got ${JSON.stringify(line)}: expected ${JSON.stringify(expected)}`);
}
