import { exponential } from '../unnumbered/line-format.js';
import { OutOfStep } from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import {
  identityParts,
  sourceMeterCapabilities,
  measured,
  numbersIn,
  type SourceMeter,
} from './source-meter.js';

/** A current above this share of the limit counts as at the limit. */
const AT_LIMIT = 0.99;
/** Pause after the pulse of a pulse test, seconds. */
const PAUSE = 1e-3;

/** A read measures slowly. A pulse must measure fast, so that the measurement ends within it, and in a fixed range. */
const SLOW = [
  'smua.measure.nplc=1',
  'smua.measure.autozero=smua.AUTOZERO_AUTO',
  'smua.measure.autorangei=smua.AUTORANGE_ON',
];
const FAST = ['smua.measure.nplc=0.001', 'smua.measure.autozero=smua.AUTOZERO_OFF'];

/**
 * Keithley 2600B in TSP, channel A. Everything that it prints begins with our number, so no answer is taken for another.
 * A pulse test of one pulse measures the current during that pulse, which shows whether it reached the limit.
 */
export const keithley2600: SourceMeter = {
  recognises: /^Keithley Instruments.*,\s*Model 26\d\d[AB]?/i,
  capabilities: (identity) =>
    sourceMeterCapabilities(identityParts(identity), { volts: 20, pulseSeconds: [1e-4, 1], amperes: 2e-3 }),
  cannot: [
    'A 2600B has one device on channel A: its row and its column are 0',
    'A 2600B is reset before it is armed, and measures on two wires',
    'A 2600B has no watchdog: if memloop is killed or the cable is pulled, its output stays on until it is switched off by hand or by the next connection',
    'A 2600B has no checksum: a digit that changes on the way is not noticed',
  ],
  breakOff: ['*CLS'],
  prepare: ({ microvoltsMin, microvoltsMax, picoampsMax }) => [
    'smua.source.output=0',
    'smua.reset()',
    'smua.sense=smua.SENSE_LOCAL',
    'smua.measure.filter.enable=smua.FILTER_OFF',
    'smua.source.func=smua.OUTPUT_DCVOLTS',
    `smua.source.rangev=${exponential(Math.max(-microvoltsMin, microvoltsMax) * 1e-6)}`,
    `smua.source.limiti=${exponential(picoampsMax * 1e-12)}`,
    ...SLOW,
    'smua.source.levelv=0',
    'smua.source.output=1',
  ],
  compliance: (number) => ({
    line: `print(${number},smua.source.limiti)`,
    meaning: (answer) => numbersIn(after(number, answer), '\t', 1)[0],
  }),
  level: (volts) => `smua.source.levelv=${exponential(volts)}`,
  measure: (number) => ({
    line: `print(${number},smua.source.levelv,smua.measure.i(),smua.source.compliance)`,
    meaning: (answer) => {
      const [, volts, amperes, compliance] = answer.split('\t');
      if (compliance !== 'true' && compliance !== 'false')
        throw new OutOfStep(`got ${JSON.stringify(answer)}: expected true or false at its end`);
      const [v, i] = numbersIn(after(number, `${answer.split('\t')[0]}\t${volts}\t${amperes}`), '\t', 2);
      return measured(v, i, compliance === 'true' ? FLAG.compliance : 0);
    },
  }),
  beginTrain: ({ limits }) => [...FAST, `smua.measure.rangei=${exponential(limits.picoampsMax * 1e-12)}`],
  endTrain: SLOW,
  pulse: (number, { volts, seconds, limits }) => {
    const limit = limits.picoampsMax * 1e-12;
    const shape = [
      0,
      exponential(volts),
      exponential(limit),
      exponential(seconds),
      PAUSE,
      1,
      'smua.nvbuffer1',
      1,
    ];
    return {
      line: `smua.nvbuffer1.clear() set=ConfigPulseVMeasureI(smua,${shape.join(',')}) done=set and InitiatePulseTest(1) print(${number},set,done,smua.nvbuffer1.readings[1])`,
      meaning: (answer) => {
        const [set, done, reading = ''] = after(number, answer).split('\t');
        if (set !== 'true' || done !== 'true')
          throw new OutOfStep(
            `got ${JSON.stringify(answer)}: expected a pulse that was set up and delivered`,
          );
        const [amperes] = numbersIn(reading, '\t', 1);
        return measured(volts, amperes, Math.abs(amperes) >= AT_LIMIT * limit ? FLAG.compliance : 0);
      },
    };
  },
  off: ['smua.source.output=0'],
  done: (number) => ({ line: `print(${number})`, meaning: (answer) => void after(number, `${answer}\t`) }),
  error: (number) => ({
    line: `print(${number},errorqueue.next())`,
    meaning: (answer) => {
      const [code = '', text = ''] = after(number, answer).split('\t');
      return Number(code) === 0 ? undefined : { code: String(Number(code)), text };
    },
  }),
};

/** The part of an answer that follows our number. */
function after(number: number, answer: string): string {
  const end = answer.indexOf('\t');
  if (end < 0 || Number(answer.slice(0, end)) !== number)
    throw new OutOfStep(`got ${JSON.stringify(answer)}: expected the answer to question ${number}`);
  return answer.slice(end + 1);
}
