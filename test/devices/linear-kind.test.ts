import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { quiet } from '../../devices/noise/noise.js';
import { DEFAULT_WALK } from '../../devices/vcm/cycle-walk.js';
import { linearDevices } from '../../devices/vcm/linear-kind.js';
import { streams } from '../../src/core/random-stream.js';
import { UpdateBatch } from '../../src/core/update-batch.js';

const fits = shippedDevices().devices;

describe('linear devices', () => {
  it.each([2, 50, 200])('take %i equal steps from end to end, and back', (steps) => {
    const parts = {
      fits,
      placed: Uint16Array.from(fits.keys()),
      noise: () => quiet,
      noisy: false,
      walk: DEFAULT_WALK,
    };
    const model = linearDevices.make(parts, { steps });
    const bank = model.bank(streams(0));
    expect([...model.range]).toEqual(fits.map(() => steps));
    for (const way of [1, -1])
      for (let k = 1; k <= steps; k++) {
        const batch = new UpdateBatch(fits.length);
        for (const d of fits.keys()) batch.add(d, way / steps);
        batch.pulses.fill(way);
        bank.pulse(batch);
        for (const [d, fit] of fits.entries()) {
          const share = (bank.conductance[d] - fit.lowestSiemens) / (fit.highestSiemens - fit.lowestSiemens);
          expect(Math.abs(share - (way > 0 ? k : steps - k) / steps)).toBeLessThan(1e-5);
        }
      }
  });
});
