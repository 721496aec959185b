import {
  REPETITIONS,
  end,
  expectCount,
  forEachDevice,
  pulseAndReport,
  report,
  series,
  take,
  type Dialogue,
  type JobBoard,
  type Job,
} from './job-dialogue.js';
import { chronoAmperometry, convergeToState, curveTracer, switchSeeker } from './program-jobs.js';
import { findPolarity, refuseStates, spikes, stability, volatilityRead } from './spoken-jobs.js';

const MULTIPLICATIVE = 0;
const WRITE = 2;
const MASKED = 2;

/** The jobs that clients send, by name: `0`, `00` and `01` are three different ones. */
const jobs: Readonly<Record<string, Job>> = {
  *'0'(board) {
    const numbers = yield* take(7);
    board.cycles = numbers[0];
    board.readVolts = numbers[6];
    board.text('1');
  },
  *'01'(board) {
    board.readVolts = (yield* take(2))[1];
  },
  *'011'(board) {
    board.cycles = (yield* take(2))[0];
  },
  *'02'(board) {
    const [word, bit] = yield* take(2);
    board.selected = [word, bit];
  },
  *'04'(board) {
    const [volts, seconds] = yield* take(2);
    board.pulse(...board.selected, volts, seconds);
  },
  *'1'(board) {
    const [word, bit] = yield* take(2);
    board.floats(board.ohms([word], bit));
  },
  '2': readAll,
  *'3'(board) {
    const [word, bit, volts, seconds] = yield* take(4);
    board.pulse(word, bit, volts, seconds);
    board.floats(board.ohms([word], bit));
  },
  '14': (board) => ramp(board, MULTIPLICATIVE),
  '141': (board) => ramp(board),
  '15': switchSeeker,
  '152': switchSeeker,
  '161': findPolarity,
  '162': stability,
  '163': refuseStates,
  '164': refuseStates,
  '165': refuseStates,
  '191': endurance,
  '201': curveTracer,
  '21': convergeToState,
  '220': chronoAmperometry,
  '33': volatilityRead,
  '40': spikes,
  '50': manyWords,
  '999': version,
};

/** A job by its name. */
export function jobNamed(name: string): Job | undefined {
  return Object.hasOwn(jobs, name) ? jobs[name] : undefined;
}

function* readAll(board: JobBoard): Dialogue {
  const [kind, words, bits] = yield* take(3);
  if (kind === MASKED) {
    for (let left = expectCount(yield); left > 0; left--) {
      const [word, bit] = yield* take(2);
      board.floats(board.ohms([word], bit));
    }
    return;
  }
  for (let word = 1; word <= expectCount(words); word++)
    for (let bit = 1; bit <= expectCount(bits); bit++) board.floats(board.ohms([word], bit));
}

/** @param fixed how widths grow, for a job that has no number for it */
function* ramp(board: JobBoard, fixed?: number): Dialogue {
  const numbers = yield* take(fixed === undefined ? 12 : 11);
  const [from, step, to, shortest, growth, longest] = numbers;
  const mode = fixed ?? numbers[9];
  const pulses = numbers[fixed === undefined ? 11 : 10];
  const wider = (width: number) => (mode === MULTIPLICATIVE ? width * (1 + growth / 100) : width + growth);
  yield* forEachDevice((device) => {
    report(board, device);
    const widths = series(shortest, wider, longest);
    for (const volts of series(from, (value) => value + step, to))
      for (const width of widths)
        for (let k = 0; k < pulses; k++) pulseAndReport(board, device, volts, width);
    end(board);
  });
}

function* endurance(board: JobBoard): Dialogue {
  const [up, upWidth, , down, downWidth, , , ups, downs, cycles] = yield* take(10);
  yield* forEachDevice((device) => {
    for (let left = expectCount(cycles, REPETITIONS); left > 0; left--) {
      for (let k = 0; k < ups; k++) pulseAndReport(board, device, up, upWidth);
      for (let k = 0; k < downs; k++) pulseAndReport(board, device, down, downWidth);
    }
    end(board);
  });
}

function* manyWords(board: JobBoard): Dialogue {
  const [volts, seconds, readVolts, count, bit, action] = yield* take(6);
  const words = yield* take(expectCount(count));
  if (action !== WRITE) board.floats(board.ohms(words, bit, readVolts), readVolts, 0);
  else {
    reportBitLine(board, bit, readVolts);
    for (const word of words) board.pulse(word, bit, volts, seconds);
    reportBitLine(board, bit, readVolts);
  }
}

function reportBitLine(board: JobBoard, bit: number, readVolts: number): void {
  for (let word = 1; word <= board.words; word++)
    board.floats(board.ohms([word], bit, readVolts), readVolts, 0);
}

function* version(board: JobBoard): Dialogue {
  yield* take(0);
  if (!board.version) return;
  const bytes = Buffer.alloc(4);
  board.version.forEach((part, i) => bytes.writeUInt16LE(part, 2 * i));
  board.bytes(bytes);
}
