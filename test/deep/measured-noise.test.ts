import { expect, it } from 'vitest';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { readCharacterisations } from '../../devices/measurements/read-characterisations.js';
import { sharedData } from '../shared.js';

const data = sharedData('data/almond8/A0_0.json', 'data/almond8/C2.json', 'data/almond8/A5_1.json');
data.describe('the measured devices', () => {
  it('have white and 1/f-like noise, no telegraph steps, and increments with negative correlation', () => {
    for (const path of data.paths) {
      const [measured] = readCharacterisations(path).devices;
      const { branches, correlation, spectrum, split } = diagnoseNoise(measured);
      expect(Object.values(branches).some(({ telegraph }) => telegraph.found)).toBe(false);
      expect(correlation[0].interval![1]).toBeLessThan(-0.3);
      expect(spectrum.slope.interval![1]).toBeLessThan(-0.3);
      expect(Math.sqrt(split.white.low)).toBeGreaterThan(0.02);
      expect(Math.sqrt(split.pink.value)).toBeGreaterThan(0.02);
      expect(Math.sqrt(split.accumulating.low)).toBe(0);
    }
  }, 60_000);
});
