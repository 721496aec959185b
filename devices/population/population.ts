import { RunError, UsageError } from '../../src/core/errors.js';
import { randomStream, type RandomStream } from '../../src/core/random-stream.js';
import { curveFaults } from '../files/device-file-faults.js';
import { parseDeviceFile } from '../files/device-file.js';
import type { DeviceFile, DeviceFit } from '../files/device-form.js';
import { Copula } from './copula.js';
import { deviceOf, FIRST_OF_BEHAVIOUR, traitsOf } from './traits.js';

/** Minimum number of measured devices: fewer say nothing about the correlations of their parameters. */
const MINIMUM_MEASURED = 3;

/** Maximum number of draws for one device. */
const MAXIMUM_DRAWS = 1000;

/**
 * New devices from the distribution of some measured ones; the same seed gives the same devices. A Gaussian copula gives window, mean curves
 * and noise. Each new device copies the cycles of the most similar measured device and rescales their noise. A device whose curves do
 * not rise is drawn again. Devices of a population have no role in a task.
 *
 * @throws UsageError for fewer than three measured devices, RunError if no draw gives a device
 */
export function drawPopulation(file: DeviceFile, count: number, seed: number): DeviceFile {
  const { devices: measured, source } = file;
  if (measured.length < MINIMUM_MEASURED)
    throw new UsageError(
      `population: expected at least ${MINIMUM_MEASURED} measured devices to draw from, got ${measured.length}`,
    );
  const copula = new Copula(measured.map(traitsOf));
  const random = randomStream(seed, 'population');
  const devices = Array.from({ length: count }, (_, i) => draw(measured, copula, random, `P${i + 1}`));
  const drawn = `${count} devices drawn with seed ${seed} from the distribution of ${measured.length}: ${source}`;
  return parseDeviceFile({ ...file, source: drawn, devices }, 'population');
}

function draw(measured: readonly DeviceFit[], copula: Copula, random: RandomStream, name: string): DeviceFit {
  for (let i = 0; i < MAXIMUM_DRAWS; i++) {
    const scores = copula.draw(random);
    const device = deviceOf(copula.traits(scores), measured[nearest(copula.scores, scores)], name);
    if (curveFaults(device).length === 0) return device;
  }
  throw new RunError(
    `population: none of ${MAXIMUM_DRAWS} draws gave a device whose curves rise; check the measured devices`,
  );
}

/** Index of the most similar measured device, by the scores of curves and noise. */
function nearest(measured: readonly (readonly number[])[], scores: readonly number[]): number {
  const distance = measured.map((device) =>
    device
      .slice(FIRST_OF_BEHAVIOUR)
      .reduce((sum, z, k) => sum + (z - scores[k + FIRST_OF_BEHAVIOUR]) ** 2, 0),
  );
  return distance.indexOf(Math.min(...distance));
}
