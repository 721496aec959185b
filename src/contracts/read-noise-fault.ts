import type { DeviceBank } from '../../devices/device-bank.js';
import { DrivenLines } from '../../devices/noise/driven-lines.js';

/** Readings of all devices together, and how far apart the mean squares of the two ways may be. */
const LOOKS = 40_000;
const TOLERANCE = 0.25;

/** A look at one device: what its read noise adds, siemens. */
type Look = (d: number) => number;

/** The fault of a bank whose read noise has another size in products than in single reads; of no bank without products of its own. */
export function readNoiseFault(make: (seed: number) => DeviceBank): string | undefined {
  if (!make(7).readNoise?.product) return undefined;
  const single = meanSquares(make(7), readsOf);
  const product = meanSquares(make(7), productsOf);
  // One loud device would drown the others: each counts by its ratio.
  const ratios = [...single].flatMap((square, d) => (square > 0 ? [product[d] / square] : []));
  const ratio = ratios.reduce((sum, each) => sum + each, 0) / ratios.length;
  return ratios.length === 0 || Math.abs(ratio - 1) <= TOLERANCE
    ? undefined
    : `got a mean square of the read noise in products of one device at 1 V that is ${ratio} times that of single reads: expected the same within ${100 * TOLERANCE} %, added to the amperes that are there`;
}

/** Mean squares of many looks at each device, taken in turn, siemens². */
function meanSquares(bank: DeviceBank, looking: (bank: DeviceBank) => Look): Float64Array {
  const look = looking(bank);
  const rounds = Math.ceil(LOOKS / bank.size);
  const squares = new Float64Array(bank.size);
  for (let k = 0; k < rounds; k++) for (let d = 0; d < bank.size; d++) squares[d] += look(d) ** 2 / rounds;
  return squares;
}

function readsOf({ readNoise }: DeviceBank): Look {
  const device = new Uint32Array(1);
  const deviation = new Float64Array(1);
  return (d) => {
    device[0] = d;
    readNoise!.read(device, deviation, 1);
    return deviation[0];
  };
}

function productsOf({ size, readNoise }: DeviceBank): Look {
  const lines = new DrivenLines(1, size);
  const amperes = new Float64Array(1);
  lines.gain.fill(1);
  lines.input[0] = lines.count = 1;
  return (d) => {
    lines.first[0] = d;
    amperes[0] = 1e-3;
    readNoise!.product!(lines, amperes);
    return amperes[0] - 1e-3;
  };
}
