import type { Board } from '../../drivers/boards/board.js';
import { Observation } from '../core/observation.js';
import { RandomStream } from '../core/random-stream.js';
import { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import { faultsOf, type Laws } from './laws.js';

/** A board under test. */
export interface BoardSubject {
  /** a board of 3 rows and 3 columns without read noise, all devices at the lower end of their windows */
  make(): Board | Promise<Board>;
  /** of its sums, amperes; the converters of a physical one have steps; 1e-15 if left out */
  readonly accuracy?: number;
  /** of a reading, siemens; silicon has noise; 0 if left out */
  readonly repeatability?: number;
}

const UNIT = 1e-6;
const FACTORS = [0.7, -1.3];
const PRODUCTS = 50;

/** What every board must do, simulated or physical. */
export const boardLaws: Laws<BoardSubject> = {
  'it has rows × columns devices with windows of positive width': (subject) =>
    withBoard(subject, ({ rows, columns, size, lowest, highest, product }) => {
      if (rows !== 3 || columns !== 3 || size !== 9)
        return `got ${rows} rows, ${columns} columns and ${size} devices: expected 3, 3 and 9`;
      for (let d = 0; d < size; d++)
        if (!(highest[d] > lowest[d]))
          return `got the window ${lowest[d]} to ${highest[d]} S of device ${d}: expected a positive width`;
      return ['in-memory', 'host-sum'].includes(product)
        ? undefined
        : `product: got "${product}": expected in-memory or host-sum`;
    }),

  'it reads back what it programmed, and reading again changes nothing': ({ repeatability = 0, ...subject }) =>
    withBoard(subject, async (board) => {
      const batch = pulsed([[0, 60], [4, 30], [8, 90], [5, 10]]);
      await board.program(batch);
      const { device, count, conductance } = batch;
      const first = conductance.slice();
      await board.read(batch);
      for (let i = 0; i < count; i++) {
        if (!(Math.abs(conductance[i] - first[i]) <= repeatability))
          return `read: got ${conductance[i]} S of device ${device[i]} after ${first[i]} S: expected the same within ${repeatability} S`;
        if (!(conductance[i] > board.lowest[device[i]] && conductance[i] <= board.highest[device[i]]))
          return `program: got ${conductance[i]} S of device ${device[i]} after SET pulses: expected more than ${board.lowest[device[i]]} S, inside its window`;
      }
      return undefined;
    }), // prettier-ignore

  'it sums currents by Kirchhoff’s law, offsets cancelled, reference added': ({
    accuracy = 1e-15,
    ...subject
  }) =>
    withBoard(subject, async (board) => {
      const gain = board.lowest.map((_, d) => 0.01 * (d + 1));
      board.calibrate(gain, UNIT);
      const all = pulsed(Array.from({ length: 9 }, (_, d) => [d, 20 + 15 * d]));
      await board.program(all);
      const random = new RandomStream('contract of a board');
      for (let k = 0; k < PRODUCTS; k++) {
        const fault = await productFault(board, gain, all.conductance, random, accuracy);
        if (fault !== undefined) return fault;
      }
      return undefined;
    }),
};

/** The faults of a board, a sentence each. */
export function boardFaults(subject: BoardSubject): Promise<string[]> {
  return faultsOf(boardLaws, subject);
}

async function withBoard(
  { make }: Pick<BoardSubject, 'make'>,
  check: (board: Board) => string | undefined | Promise<string | undefined>,
): Promise<string | undefined> {
  const board = await make();
  try {
    return await check(board);
  } finally {
    await board.close();
  }
}

/** One product of two observations, some inputs of which are zero, in columns 1 and 2. */
async function productFault(
  board: Board,
  gain: Float64Array,
  conductance: Float64Array,
  random: RandomStream,
  accuracy: number,
): Promise<string | undefined> {
  const input = () => 4 * random.uniform() - 2;
  const inputs = Array.from({ length: 3 }, () => (random.uniform() < 0.3 ? 0 : input()));
  const [reference, present] = [input(), input()];
  const read = new ReadBatch(1, 2, FACTORS);
  read.drive(observationOf(inputs.map((x) => x / FACTORS[0])));
  read.drive(observationOf([0, present, 0]));
  read.reference[0] = reference;
  await board.multiply(read);
  for (let c = 0; c < 2; c++) {
    const expected = inputs.reduce((sum, x, row) => {
      const d = 3 * row + 1 + c;
      const also = row === 1 ? FACTORS[1] * present : 0;
      return sum + (x + also) * gain[d] * (conductance[d] - board.lowest[d]);
    }, reference * UNIT);
    if (!(Math.abs(read.amperes[c] - expected) < accuracy))
      return `multiply: got ${read.amperes[c]} A out of column ${1 + c}: expected ${expected} A within ${accuracy} A`;
  }
  return undefined;
}

/** An observation whose list of active cells is as short as it can be. */
function observationOf(values: readonly number[]): Observation {
  const seen = new Observation(values.length);
  const active = values.flatMap((x, cell) => (x === 0 ? [] : [cell]));
  seen.value.set(values);
  seen.active.set(active);
  seen.count = active.length;
  return seen;
}

function pulsed(rows: readonly (readonly number[])[]): UpdateBatch {
  const batch = new UpdateBatch(rows.length);
  rows.forEach(([device, pulses], i) => {
    batch.add(device, pulses / 200);
    batch.pulses[i] = pulses;
  });
  return batch;
}
