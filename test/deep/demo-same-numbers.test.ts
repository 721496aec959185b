import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { commandOf, experimentOf, type Choice } from '../../docs/demo/learning/choice.js';
import { Learning } from '../../docs/demo/learning/learning.js';
import { Pacer } from '../../docs/demo/learning/pacer.js';
import type { Answer, DemoState } from '../../docs/demo/learning/wire.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import { noisesOf } from '../../src/experiment/noise-choice.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { assemble } from '../../src/experiment/assemble.js';
import { after } from '../live/live-client.js';
import { until } from '../rig.js';
import { stepsOfCommand } from '../demo/run-command.js';

const fits = shippedDevices().devices;
const first: Choice = { task: 't-maze', bank: 'cycles', noise: 'write', scheme: 'self-correcting', seed: 0 };

/** All that the worker tells of a choice, at full pace. */
async function told(choice: Choice): Promise<DemoState[]> {
  const answers: Answer[] = [];
  const pacer = new Pacer(fits, (answer) => answers.push(answer));
  pacer.take({ order: 'begin', choice });
  pacer.take({ order: 'pace', pace: 1e6 });
  const states = () => answers.flatMap((answer) => ('state' in answer ? [answer.state] : []));
  while (!states().at(-1)?.isDone) await after(20);
  return states();
}

describe('the demo gives the numbers of the command that it shows', () => {
  it.each<Choice>([
    first,
    { ...first, noise: 'read', scheme: 'open-loop', seed: 7 },
    { ...first, bank: 'mean', noise: 'pulse', scheme: 'tiki-taka-v2', seed: 3 },
    { ...first, bank: 'ideal', noise: 'none', seed: 12 },
    { ...first, bank: catalogue.devices.names.at(-1)!, noise: 'preset', scheme: 'write-verify', seed: 1 },
    { ...first, learningRate: 0.35, seed: 4 },
    { ...first, task: 'water-maze', bank: 'mean', seed: 2 },
  ])('%o', async (choice) => {
    const expected = stepsOfCommand(commandOf(choice));
    const states = await told(choice);
    const steps = states.flatMap((state) => state.steps);
    expect(steps).toEqual(expected);
    expect(steps.length).toBe(parseExperiment(experimentOf(choice)).episodes);
  });

  it('with weights, pulses, reads and error of the values to the bit', async () => {
    const experiment = parseExperiment(experimentOf(first));
    const [condition] = experiment.conditions;
    const result = await runSeed(
      experiment,
      0,
      first.seed,
      assemble(experiment, condition, fits)(first.seed),
    );
    const last = (await told(first)).at(-1)!;
    expect(last.weights).toEqual(Array.from(result.weights));
    expect([last.set, last.reset, last.reads]).toEqual([
      result.costs.set.at(-1),
      result.costs.reset.at(-1),
      result.costs.reads.at(-1),
    ]);
    expect(last.valueError).toBe(result.valueError);
  });

  it('for every device model and scheme that it offers', async () => {
    const noise = (bank: string) => noisesOf(bank)[0];
    for (const bank of catalogue.devices.names)
      await new Learning({ ...first, bank, noise: noise(bank) }, fits).episode();
    for (const scheme of catalogue.schemes.names) await new Learning({ ...first, scheme }, fits).episode();
  });
});

describe('the way of an episode', () => {
  it('begins at the start, ends at the goal, and has a place for every step', async () => {
    const learning = new Learning(first, fits);
    await learning.episode();
    const { way, steps } = learning.state();
    // Leaving the goal is a step of the task that counts as none.
    expect(way).toHaveLength(steps[0] + 2);
    expect(way[0]).toEqual([0]);
    expect(way.at(-1)).toEqual([6]);
  });
});

describe('the worker', () => {
  it('keeps to the pace, and tells at most ten states a second', async () => {
    const answers: Answer[] = [];
    const pacer = new Pacer(fits, (answer) => answers.push(answer));
    pacer.take({ order: 'begin', choice: first });
    const begun = performance.now();
    pacer.take({ order: 'pace', pace: 50 });
    await after(1200);
    pacer.take({ order: 'pace', pace: 0 });
    const seconds = (performance.now() - begun) / 1000;
    const states = answers.flatMap((answer) => ('state' in answer ? [answer.state] : []));
    const done = states.reduce((sum, { steps }) => sum + steps.length, 0);
    expect(done).toBeGreaterThan(10);
    expect(done).toBeLessThanOrEqual(50 * seconds + 1);
    // One at the beginning, and one at the pause.
    expect(states.length).toBeLessThanOrEqual(10 * seconds + 3);
    const { length } = answers;
    await after(200);
    expect(answers).toHaveLength(length);
  });

  it('begins anew in the middle of a run, without a step of the one before', async () => {
    const answers: Answer[] = [];
    const pacer = new Pacer(fits, (answer) => answers.push(answer));
    pacer.take({ order: 'begin', choice: { ...first, seed: 5 } });
    pacer.take({ order: 'pace', pace: 300 });
    await after(250);
    answers.length = 0;
    pacer.take({ order: 'begin', choice: first });
    pacer.take({ order: 'pace', pace: 1e6 });
    const states = () => answers.flatMap((answer) => ('state' in answer ? [answer.state] : []));
    await until(() => states().at(-1)?.isDone === true);
    expect('view' in answers[0]).toBe(true);
    const alone = (await told(first)).flatMap(({ steps }) => steps);
    expect(states().flatMap(({ steps }) => steps)).toEqual(alone);
  });

  it('says in a sentence what does not go together', () => {
    const answers: Answer[] = [];
    new Pacer(fits, (answer) => answers.push(answer)).take({
      order: 'begin',
      choice: { ...first, bank: 'ideal', noise: 'write' },
    });
    expect(answers).toEqual([
      { fault: expect.stringMatching(/ideal does not take this noise: expected "none"/) },
    ]);
  });
});
