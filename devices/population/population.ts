import { RunError, UsageError } from '../../src/core/errors.js';
import { randomStream, type RandomStream } from '../../src/core/random-stream.js';
import { curveFaults } from '../files/device-file-faults.js';
import { parseDeviceFile } from '../files/device-file.js';
import type { DeviceFile, DeviceFit } from '../files/device-form.js';
import { Copula } from './copula.js';
import { deviceOf, FIRST_OF_BEHAVIOUR, traitsOf } from './traits.js';

/** Fewer measured devices say nothing about how their parameters hang together. */
const FEWEST = 3;

/** Draws for one device, before it is said that there is none. */
const MOST_DRAWS = 1000;

/**
 * New devices from the distribution of some measured ones, always the same for the same seed: window, mean curves and
 * noise from a Gaussian copula, the cycles as a block from the measured device that behaves most alike. A draw whose
 * mean curves do not rise is drawn again. Devices of a population have no role in a task.
 *
 * @throws UsageError for fewer than three measured devices, RunError if no draw gives a device
 */
export function drawPopulation(file: DeviceFile, count: number, seed: number): DeviceFile {
  const { devices: measured, source } = file;
  if (measured.length < FEWEST)
    throw new UsageError(
      `population: got ${measured.length} measured devices to draw from: expected at least ${FEWEST}`,
    );
  const copula = new Copula(measured.map(traitsOf));
  const random = randomStream(seed, 'population');
  const devices = Array.from({ length: count }, (_, i) => draw(measured, copula, random, `P${i + 1}`));
  const drawn = `${count} devices drawn with seed ${seed} from the distribution of ${measured.length}: ${source}`;
  return parseDeviceFile({ ...file, source: drawn, devices }, 'population');
}

function draw(measured: readonly DeviceFit[], copula: Copula, random: RandomStream, name: string): DeviceFit {
  for (let left = MOST_DRAWS; left > 0; left--) {
    const scores = copula.draw(random);
    const device = deviceOf(copula.traits(scores), measured[mostAlike(copula.scores, scores)], name);
    if (curveFaults(device).length === 0) return device;
  }
  throw new RunError(
    `population: got no device whose curves rise in ${MOST_DRAWS} draws: expected at least one`,
  );
}

/** The measured device whose scores of curves and noise lie nearest. */
function mostAlike(measured: readonly (readonly number[])[], scores: readonly number[]): number {
  const distance = measured.map((device) =>
    device
      .slice(FIRST_OF_BEHAVIOUR)
      .reduce((sum, z, k) => sum + (z - scores[k + FIRST_OF_BEHAVIOUR]) ** 2, 0),
  );
  return distance.indexOf(Math.min(...distance));
}
