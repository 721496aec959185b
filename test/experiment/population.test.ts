import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { drawPopulation } from '../../devices/population/population.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { createRun, openRun } from '../../src/runs/run-directory.js';
import { scratch } from '../scratch.js';

describe('an experiment with a population', () => {
  it.each([
    ['t-maze', 40, 27],
    ['t-maze', 5, 27],
    ['water-maze', 100, 1089],
  ] as const)('%s: runs on %d drawn devices, kept in its directory, in turn', (environment, population, weights) => {
    const experiment = parseExperiment({ environment, population, firstSeed: 7 });
    const directory = join(scratch(), 'run');
    const { devices, manifest } = createRun(directory, experiment);
    expect(devices).toEqual(drawPopulation(shippedDevices(), population, 7));
    expect(manifest.placement).toHaveLength(weights);
    expect(Math.max(...manifest.placement)).toBe(Math.min(population, weights) - 1);
    if (environment === 't-maze') expect(manifest.placement[26]).toBe(26 % population);
    const again = openRun(directory);
    expect(again.devices).toEqual(devices);
    expect(again.experiment).toEqual(experiment);
  }); // prettier-ignore
});
