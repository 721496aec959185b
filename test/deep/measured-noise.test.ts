import { expect, it } from 'vitest';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { readCharacterisations } from '../../devices/fitting/read-characterisations.js';
import { sharedData } from '../shared.js';

const data = sharedData('data/almond8/A0_0.json', 'data/almond8/C2.json', 'data/almond8/A5_1.json');
data.describe('the measured devices', () => {
  it('have white and 1/f-like noise, no telegraph steps, and increments with negative correlation', () => {
    for (const path of data.paths) {
      const [measured] = readCharacterisations(path).devices;
      const diagnosis = diagnoseNoise(measured, fitDevices([measured]).devices[0]);
      expect(diagnosis.telegraph.found).toBe(false);
      expect(diagnosis.correlation[0].interval![1]).toBeLessThan(-0.3);
      expect(diagnosis.spectrum.slope.interval![1]).toBeLessThan(-0.3);
      expect(diagnosis.split.white).toBeGreaterThan(0.02);
      expect(diagnosis.split.pink).toBeGreaterThan(0.02);
    }
  }, 60_000);
});
