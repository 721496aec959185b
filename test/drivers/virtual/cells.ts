import { singleCurve } from '../../../devices/vcm/cycle-walk.js';
import { shippedDevices } from '../../../devices/files/device-file.js';
import { noiseStructures, type NoiseName } from '../../../devices/noise/noise.js';
import { meanModel } from '../../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../../devices/vcm/vcm.js';
import { BankArray } from '../../../drivers/virtual/bank-array.js';
import { CellFaults, type CellFault } from '../../../drivers/virtual/cell-faults.js';
import { MeasuredPulses } from '../../../drivers/virtual/measured-pulses.js';
import { randomStream } from '../../../src/core/random-stream.js';

export const { devices } = shippedDevices();
export const [SET, RESET] = [
  [2.5, 1.5e-6],
  [-2.7, 1e-5],
] as const;

/** A bank of the first devices that ship, on their mean curves. */
export function bankOf(size: number, noise: NoiseName = 'none', seed = 1): VcmBank {
  const fits = Uint16Array.from({ length: size }, (_, d) => d);
  return new VcmBank(
    meanModel(devices, noiseStructures[noise]),
    fits,
    singleCurve,
    randomStream(seed, 'write noise'),
    randomStream(seed, 'read noise'),
  );
}

/** The same bank as an array. */
export function cells(
  rows: number,
  columns: number,
  faults: CellFault[] = [],
  noise: NoiseName = 'none',
  amperes = 0,
): { array: BankArray; bank: VcmBank } {
  const bank = bankOf(rows * columns, noise);
  const pulses = new MeasuredPulses(devices.slice(0, rows * columns).map(({ conditions }) => conditions));
  const amplifier = { amperes, random: randomStream(1, 'read noise', 7) };
  return {
    array: new BankArray(bank, rows, columns, pulses, new CellFaults(rows, columns, faults), amplifier),
    bank,
  };
}
