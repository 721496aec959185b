import type { DeviceBank } from '../../devices/device-bank.js';
import { DrivenLines } from '../../devices/noise/driven-lines.js';

/** Readings of each device, and how far apart two mean squares of them may be. */
const LOOKS = 400;
const TOLERANCE = 0.2;

/** The fault of a bank whose read noise has another size in products than in single reads; of no bank without products of its own. */
export function readNoiseFault(make: (seed: number) => DeviceBank): string | undefined {
  if (!make(7).readNoise?.product) return undefined;
  const [single, product] = [meanSquare(make(7), readOf), meanSquare(make(7), productOf)];
  return Math.abs(product - single) <= TOLERANCE * single
    ? undefined
    : `got a mean square of ${product} A² in products of one device at 1 V, and of ${single} S² in single reads: expected the same within ${100 * TOLERANCE} %, added to the amperes that are there`;
}

/** Mean square of many looks at each device, one after the other, siemens². */
function meanSquare(bank: DeviceBank, look: (bank: DeviceBank, d: number) => number): number {
  let sum = 0;
  for (let k = 0; k < LOOKS; k++) for (let d = 0; d < bank.size; d++) sum += look(bank, d) ** 2;
  return sum / (LOOKS * bank.size);
}

function readOf({ readNoise }: DeviceBank, d: number): number {
  const deviation = new Float64Array(1);
  readNoise!.read(Uint32Array.of(d), deviation, 1);
  return deviation[0];
}

function productOf({ size, readNoise }: DeviceBank, d: number): number {
  const lines = new DrivenLines(1, size);
  lines.first[0] = d;
  lines.input[0] = lines.gain[d] = 1;
  lines.count = 1;
  const amperes = Float64Array.of(1e-3);
  readNoise!.product!(lines, amperes);
  return amperes[0] - 1e-3;
}
