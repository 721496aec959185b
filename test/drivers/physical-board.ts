import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { noiseStructures } from '../../devices/noise/noise.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import type { BoardSession } from '../../drivers/sessions/board-session.js';
import { PhysicalDevices, type PhysicalDevice } from '../../drivers/boards/physical-devices.js';
import { TimeBudget } from '../../drivers/boards/time-budget.js';
import { RandomStream } from '../../src/core/random-stream.js';

export const OHMS = 9990;
/** cells of a board of 3 × 3 measured devices, and the reference row below them */
export const SIDE = 3;
export const products = { reference: { row: SIDE, ohms: OHMS }, scale: 1, floor: 0 };
export const settings = {
  readLimit: 0.5,
  settleSeconds: 1e-5,
  averages: 16,
  trainPulses: 200,
  hits: 3,
  pulsesPerDevice: 1e6,
};

const { devices: fits } = shippedDevices();

/** Nine measured devices without noise. */
export function quietBank(): VcmBank {
  const placed = Uint16Array.from({ length: SIDE * SIDE }, (_, cell) => cell);
  const none = noiseStructures.none;
  return new VcmBank(
    meanModel(fits, none),
    placed,
    singleCurve,
    new RandomStream('w'),
    new RandomStream('r'),
  );
}

/** The first so many of them on a board, each in the cell of its number. */
export function devicesOn(
  session: BoardSession,
  cells: readonly number[],
  signal?: AbortSignal,
): PhysicalDevices {
  const devices = cells.map((cell): PhysicalDevice => {
    const { lowestSiemens, highestSiemens, conditions } = fits[cell];
    const place = { row: Math.floor(cell / SIDE), column: cell % SIDE };
    return {
      name: `C${cell}`,
      place,
      lowest: lowestSiemens,
      highest: highestSiemens,
      conditions: conditions!,
    };
  });
  return new PhysicalDevices(session, devices, settings, new TimeBudget(), signal);
}
