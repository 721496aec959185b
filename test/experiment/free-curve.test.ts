import { expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import { assemble } from '../../src/experiment/assemble.js';
import { runEpisode } from '../../src/experiment/episode.js';
import { parseExperiment } from '../../src/experiment/experiment.js';

const SEEDS = 6;
const LAST = 50;
/** An untrained agent takes 32 steps. */
const MARK = 12;

/** Steps of the last episodes in the T-maze; means of some seeds. */
async function learned(devices: DeviceFit[]): Promise<number> {
  const experiment = parseExperiment({ environment: 't-maze', conditions: [{ bank: 'free-curve' }] });
  const make = assemble(experiment, experiment.conditions[0], devices);
  const steps: number[] = [];
  for (let seed = 0; seed < SEEDS; seed++) {
    const { environment, agent } = make(seed);
    const moves = [];
    for (let episode = 0; episode < experiment.episodes; episode++)
      moves.push((await runEpisode(environment, agent, () => {})).moves);
    steps.push(meanOf(moves.slice(-LAST)));
  }
  return meanOf(steps);
}

it('devices on free curves learn the T-maze', async () => {
  expect(await learned(shippedDevices().devices)).toBeLessThan(MARK);
});

it('so do devices with an abrupt SET and a sigmoid RESET, over unequal numbers of pulses', async () => {
  const curve = {
    set: { pulses: [0, 1, 200], weights: [0, 0.6, 1], sigma: 0.02 },
    reset: { pulses: [0, 20, 60, 80], weights: [1, 0.9, 0.1, 0], sigma: 0.02 },
  };
  const odd = shippedDevices().devices.map((fit) => ({ ...fit, resetPulses: 80, curve }));
  expect(await learned(odd)).toBeLessThan(MARK);
});
