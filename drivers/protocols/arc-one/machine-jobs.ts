/** What a job can do with the board that runs it; word and bit lines count from 1. */
interface JobBoard {
  readVolts: number;
  cycles: number;
  selected: readonly [word: number, bit: number];
  readonly words: number;
  readonly version: readonly [major: number, minor: number] | undefined;
  reset(): void;
  ohms(words: readonly number[], bit: number, readVolts?: number): number;
  pulse(word: number, bit: number, volts: number, seconds: number): void;
  floats(...values: readonly number[]): void;
  text(line: string): void;
  bytes(bytes: Uint8Array): void;
}

/** A job of the board: the numbers that it reads, and what it does with them. */
export interface Job {
  /** how many numbers its header has; the first of them can decide */
  readonly header: (first: number) => number;
  /** how many more numbers follow a header */
  readonly more?: (numbers: readonly number[]) => number;
  /** called for each device as soon as its word line and bit line have arrived */
  readonly each?: (board: JobBoard, numbers: readonly number[], word: number, bit: number) => void;
  /** called when all numbers have arrived */
  readonly run?: (board: JobBoard, numbers: readonly number[]) => void;
}

const MULTIPLICATIVE = 0;
const WRITE = 2;
const MASKED = 2;

/** The jobs that clients send, by name: `0`, `00` and `01` are three different ones. */
export const jobs: Record<string, Job> = {
  '00': { header: () => 0, run: (board) => board.reset() },
  '0': {
    header: () => 7,
    run(board, numbers) {
      board.cycles = numbers[0];
      board.readVolts = numbers[6];
      board.text('1');
    },
  },
  '01': { header: () => 2, run: (board, [, volts]) => (board.readVolts = volts) },
  '011': { header: () => 2, run: (board, [cycles]) => (board.cycles = cycles) },
  '02': { header: () => 2, run: (board, [word, bit]) => (board.selected = [word, bit]) },
  '04': { header: () => 2, run: (board, [volts, seconds]) => board.pulse(...board.selected, volts, seconds) },
  '1': { header: () => 2, run: (board, [word, bit]) => board.floats(board.ohms([word], bit)) },
  '2': {
    header: (kind) => (kind === MASKED ? 4 : 3),
    more: ([kind, , , count]) => (kind === MASKED ? 2 * count : 0),
    each: (board, _, word, bit) => board.floats(board.ohms([word], bit)),
    run: readAll,
  },
  '3': {
    header: () => 4,
    run(board, [word, bit, volts, seconds]) {
      board.pulse(word, bit, volts, seconds);
      board.floats(board.ohms([word], bit));
    },
  },
  '14': { header: () => 12, more: (numbers) => 2 * numbers[11], each: ramp(MULTIPLICATIVE) },
  '141': { header: () => 13, more: (numbers) => 2 * numbers[12], each: ramp() },
  '191': { header: () => 11, more: (numbers) => 2 * numbers[10], each: endurance },
  '50': { header: () => 6, more: (numbers) => numbers[3], run: manyWords },
  '999': { header: () => 0, run: version },
};

function readAll(board: JobBoard, [kind, words, bits]: readonly number[]): void {
  if (kind === MASKED) return;
  for (let word = 1; word <= words; word++)
    for (let bit = 1; bit <= bits; bit++) board.floats(board.ohms([word], bit));
}

/** @param fixed how widths grow, for a job that has no number for it */
function ramp(fixed?: number): NonNullable<Job['each']> {
  return (board, numbers, word, bit) => {
    const [from, step, to, shortest, growth, longest] = numbers;
    const mode = fixed ?? numbers[9];
    const pulses = numbers[fixed === undefined ? 11 : 10];
    board.floats(board.ohms([word], bit), board.readVolts, 0);
    const add = (by: number) => (value: number) => value + by;
    const widths = series(
      shortest,
      mode === MULTIPLICATIVE ? (width) => width * (1 + growth / 100) : add(growth),
      longest,
    );
    for (const volts of series(from, add(step), to))
      for (const width of widths)
        for (let k = 0; k < pulses; k++) pulseAndReport(board, word, bit, volts, width);
    board.floats(0, 0, 0);
  };
}

/** Values from one to another, of either sign; only the first if they would not grow. */
function series(from: number, next: (value: number) => number, to: number): number[] {
  const values = [from];
  for (let value = next(from); Math.abs(value) > Math.abs(values.at(-1)!); value = next(value)) {
    if (Math.abs(value) > Math.abs(to) * (1 + 1e-6)) break;
    values.push(value);
  }
  return values;
}

function endurance(board: JobBoard, numbers: readonly number[], word: number, bit: number): void {
  const [up, upWidth, , down, downWidth, , , ups, downs, cycles] = numbers;
  for (let cycle = 0; cycle < cycles; cycle++) {
    for (let k = 0; k < ups; k++) pulseAndReport(board, word, bit, up, upWidth);
    for (let k = 0; k < downs; k++) pulseAndReport(board, word, bit, down, downWidth);
  }
  board.floats(0, 0, 0);
}

function pulseAndReport(board: JobBoard, word: number, bit: number, volts: number, seconds: number): void {
  board.pulse(word, bit, volts, seconds);
  board.floats(board.ohms([word], bit), volts, seconds);
}

function manyWords(board: JobBoard, numbers: readonly number[]): void {
  const [volts, seconds, readVolts, count, bit, action] = numbers;
  const words = numbers.slice(6, 6 + count);
  if (action !== WRITE) return board.floats(board.ohms(words, bit, readVolts), readVolts, 0);
  reportBitLine(board, bit, readVolts);
  for (const word of words) board.pulse(word, bit, volts, seconds);
  reportBitLine(board, bit, readVolts);
}

function reportBitLine(board: JobBoard, bit: number, readVolts: number): void {
  for (let word = 1; word <= board.words; word++)
    board.floats(board.ohms([word], bit, readVolts), readVolts, 0);
}

function version(board: JobBoard): void {
  if (!board.version) return;
  const bytes = Buffer.alloc(4);
  board.version.forEach((part, i) => bytes.writeUInt16LE(part, 2 * i));
  board.bytes(bytes);
}
