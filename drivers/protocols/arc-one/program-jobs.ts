import {
  REPETITIONS,
  end,
  expectCount,
  forEachDevice,
  pulseAndReport,
  report,
  series,
  take,
  type Device,
  type Dialogue,
  type JobBoard,
} from './job-dialogue.js';

/** Turns of the polarity after which ConvergeToState gives up. */
const REVERSALS = 5;
/** How a curve runs: towards which voltage it starts, and whether it goes to the other. */
const SPANS: readonly (readonly number[])[] = [[1, -1], [-1, 1], [1], [-1]];

/** A ramp of voltages, and the width of its pulses. */
interface Ramp {
  readonly lowest: number;
  readonly step: number;
  readonly highest: number;
  readonly seconds: number;
  /** pulses at each voltage */
  readonly pulses: number;
}

/** Job 201, CurveTracer: up and down again at each polarity; a step above the cut-off current is not given, and ends the way up. */
export function* curveTracer(board: JobBoard): Dialogue {
  const [up, down, start, step, seconds, , cutUp, cutDown, cycles, , span] = yield* take(12);
  yield* forEachDevice((device) => {
    for (let left = expectCount(cycles, REPETITIONS); left > 0; left--) {
      for (const sign of SPANS[span] ?? []) {
        const to = Math.abs(sign > 0 ? up : down);
        const cut = Math.abs(sign > 0 ? cutUp : cutDown) || Infinity;
        curve(board, device, { sign, start, step, to, seconds, cut });
      }
      end(board);
    }
  });
}

interface Curve {
  readonly sign: number;
  readonly start: number;
  readonly step: number;
  readonly to: number;
  readonly seconds: number;
  readonly cut: number;
}

function curve(board: JobBoard, device: Device, { sign, start, step, to, seconds, cut }: Curve): void {
  const levels = series(Math.abs(start), (volts) => volts + Math.abs(step), to).map((volts) => sign * volts);
  const given: number[] = [];
  for (const volts of levels) {
    if (Math.abs(volts) / board.ohms([device[0]], device[1]) > cut) break;
    pulseAndReport(board, device, volts, seconds);
    given.push(volts);
  }
  for (const volts of given.slice(0, -1).toReversed()) pulseAndReport(board, device, volts, seconds);
}

/** Job 220, ChronoAmperometry: one long pulse, read several times at its voltage. */
export function* chronoAmperometry(board: JobBoard): Dialogue {
  const [bias, seconds, reads] = yield* take(3);
  yield* forEachDevice(([word, bit]) => {
    board.pulse(word, bit, bias, seconds);
    for (let left = expectCount(reads, REPETITIONS); left > 0; left--)
      board.floats(board.ohms([word], bit, bias), bias, seconds);
    end(board);
  });
}

/** Jobs 15 and 152, SwitchSeeker: finds the polarity that switches a device, then switches it to and fro. */
export function* switchSeeker(board: JobBoard): Dialogue {
  const [seconds, lowest, step, highest, , limit, reads, pulses, cycles, tolerance, , polarity] =
    yield* take(12);
  const ramp = { lowest, step, highest, seconds, pulses };
  yield* forEachDevice((device) => {
    const ohms = reads > 0 ? reportTimes(board, device, reads) : board.ohms([device[0]], device[1]);
    // Devices above the limit are not pulsed.
    const found = ohms > limit ? 0 : polarityOf(board, device, ramp, tolerance / 100);
    let sign = Math.sign(polarity) || -found;
    for (let left = found === 0 ? 0 : expectCount(cycles, REPETITIONS); left > 0; left--, sign = -sign)
      switchOnce(board, device, ramp, sign, tolerance / 100);
    end(board);
  });
}

/** Reports a device several times. @returns the last resistance */
export function reportTimes(board: JobBoard, device: Device, reads: number): number {
  let ohms = NaN;
  for (let left = expectCount(reads, REPETITIONS); left > 0; left--) ohms = report(board, device);
  return ohms;
}

/** Ramps both polarities by turns until the resistance changes by more than a share. @returns the sign that did it; 0 if none did */
export function polarityOf(board: JobBoard, device: Device, ramp: Ramp, share: number): number {
  for (const volts of levelsOf(ramp))
    for (const sign of [1, -1]) if (switches(board, device, sign * volts, ramp, share)) return sign;
  return 0;
}

function switchOnce(board: JobBoard, device: Device, ramp: Ramp, sign: number, share: number): void {
  for (const volts of levelsOf(ramp)) if (switches(board, device, sign * volts, ramp, share)) return;
}

function levelsOf({ lowest, step, highest }: Ramp): number[] {
  return series(Math.abs(lowest), (volts) => volts + Math.abs(step), highest);
}

function switches(
  board: JobBoard,
  device: Device,
  volts: number,
  { pulses, seconds }: Ramp,
  share: number,
): boolean {
  const before = board.ohms([device[0]], device[1]);
  for (let k = 0; k < pulses; k++) {
    const ohms = pulseAndReport(board, device, volts, seconds);
    if (Math.abs(ohms / before - 1) > share) return true;
  }
  return false;
}

/** Job 21, ConvergeToState: ramps until the resistance is near a target; it turns the polarity where it goes away or is past it. */
export function* convergeToState(board: JobBoard): Dialogue {
  const numbers = yield* take(12);
  const [lowest, step, highest, shortest, growth, longest, , target, tolerance, , pulses, polarity] = numbers;
  const near = (ohms: number) => Math.abs(ohms / target - 1) <= tolerance / 100;
  const widths = series(shortest, (width) => width * (1 + growth / 100), longest);
  yield* forEachDevice((device) => {
    let sign = Math.sign(polarity) || 1;
    let done = near(report(board, device));
    for (let turn = 0; !done && turn <= REVERSALS; turn++, sign = -sign)
      for (const seconds of widths) {
        const ramp = { lowest, step, highest, seconds, pulses };
        const outcome = approach(board, device, ramp, sign, { target, near });
        done = outcome === 'near';
        if (outcome !== 'end') break;
      }
    end(board);
  });
}

interface Target {
  readonly target: number;
  near(ohms: number): boolean;
}

/** One ramp towards a target: it arrives, passes it or goes away from it, or ends before. */
function approach(
  board: JobBoard,
  device: Device,
  ramp: Ramp,
  sign: number,
  { target, near }: Target,
): 'near' | 'wrong' | 'end' {
  const first = board.ohms([device[0]], device[1]);
  for (const volts of levelsOf(ramp))
    for (let k = 0; k < ramp.pulses; k++) {
      const ohms = pulseAndReport(board, device, sign * volts, ramp.seconds);
      if (near(ohms)) return 'near';
      const past = ohms > target !== first > target;
      if (past || Math.abs(ohms - target) > Math.abs(first - target) * 1.01) return 'wrong';
    }
  return 'end';
}
