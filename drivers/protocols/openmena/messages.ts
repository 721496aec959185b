import { lines, type Answer } from '../unnumbered/answer.js';
import { OutOfStep } from '../unnumbered/out-of-step.js';
import { drives, REST, SIDE } from './converters.js';

/** A pulse train as WEIGHTMODIF has it. */
export interface WeightChange {
  readonly row: number;
  readonly column: number;
  readonly volts: number;
  readonly count: number;
  readonly micros: number;
}

/** The line that has the currents of all columns told for some sets of row codes. */
export function inferMultiple(vectors: readonly (readonly number[])[]): string {
  return `INFEREMULTIPLE: ${vectors.length} ${vectors.flat().join(' ')}`;
}

/**
 * The line that pulses one device. It carries row and column voltages for either sign; those of the sign that is not
 * asked for rest, so that a sign misheard is no pulse.
 */
export function weightModif({ row, column, volts, count, micros }: WeightChange): string {
  const used = drives(volts);
  const [plus, minus] = volts > 0 ? [used, REST] : [REST, used];
  const voltages = [plus.row, plus.column, minus.row, minus.column].map((v) => v.toFixed(4));
  return `WEIGHTMODIF: ${row} ${column} ${volts > 0 ? 1 : -1} ${count} ${voltages.join(' ')} ${micros}`;
}

/** The answer to so many sets: their column readings in counts, set by set. */
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

/** A complaint is shorter than an answer, and so would be waited for in vain. */
function refuseError(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  if (/^(Error|Invalid)[^\n]*\n/.test(text))
    throw new OutOfStep(`the board answered ${JSON.stringify(text.trim())}`);
}

function expectLine(line: string, expected: string): void {
  if (line.trim() !== expected)
    throw new OutOfStep(`got ${JSON.stringify(line)}: expected ${JSON.stringify(expected)}`);
}
