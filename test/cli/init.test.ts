import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { asked } from '../../src/cli/files/asked.js';
import { readExperiment } from '../../src/experiment/experiment-file.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

describe('memloop init --experiment', () => {
  it('writes a file that says everything, asks nothing, and replaces no file', async () => {
    const directory = scratch();
    const { code, stdout } = await memloop(['init', '--experiment'], { directory });
    expect(code).toBe(0);
    expect(stdout).toContain('memloop run my-experiment.yaml');
    const text = readFileSync(join(directory, 'my-experiment.yaml'), 'utf8');
    expect(text).toContain('# what is done about write errors\n');
    expect(readExperiment(join(directory, 'my-experiment.yaml')).environment).toBe('t-maze');
    const again = await memloop(['init', '--experiment'], { directory });
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('--experiment: my-experiment.yaml exists; choose a new file');
  });

  it('takes every answer as an option', async () => {
    const directory = scratch();
    const choices = [
      '--task',
      'water-maze',
      '--bank',
      'cycles',
      '--noise',
      'read+pulse',
      '--scheme',
      'open-loop',
    ];
    await memloop(['init', '--experiment', 'a.yaml', ...choices, '--seeds', '3', '--episodes', '9'], {
      directory,
    });
    const { seeds, episodes, conditions } = readExperiment(join(directory, 'a.yaml'));
    expect({ seeds, episodes }).toEqual({ seeds: 3, episodes: 9 });
    expect(conditions).toMatchObject([
      { bank: 'cycles', noise: { read: 'fitted', pulse: 'fitted' }, scheme: 'open-loop' },
      { name: 'ideal', learningRate: 0.8 },
    ]);
  });

  it('refuses what does not go together, by the option’s name', async () => {
    const directory = scratch();
    const noise = await memloop(['init', '--experiment', '--bank', 'ideal', '--noise', 'read'], {
      directory,
    });
    expect(noise.stderr).toContain('memloop: --noise: got "read": ideal does not take this noise');
    const device = await memloop(['init', '--device', '--task', 't-maze'], { directory });
    expect(device.stderr).toContain('--device cannot be combined with --task');
    expect((await memloop(['init'], { directory })).stderr).toContain('requires --experiment or --device');
  });
});

describe('the questions of memloop init', () => {
  const talk = async (given: object, ...lines: string[]) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let said = '';
    output.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.endsWith(']: ')) input.write(`${lines.shift() ?? ''}\n`);
    });
    return { answers: await asked(given, input, output), said };
  };

  it('propose an answer each, and ask again where one is unknown', async () => {
    const { answers, said } = await talk({}, '', 'water-mase', 'water-maze', '', 'pulse', '', 'x.yaml');
    expect(answers).toEqual({
      task: 'water-maze',
      bank: 'mean',
      noise: 'pulse',
      scheme: 'self-correcting',
      experiment: 'x.yaml',
    });
    expect(said).toContain('got "water-mase": expected one of those above; did you mean water-maze?');
  });

  it('end where no answer comes', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const questions = asked({}, input, output);
    input.end();
    await expect(questions).rejects.toThrow('init: got no answer: nothing is written');
  });

  it('do not ask what was given', async () => {
    const { answers, said } = await talk({ task: 't-maze', noise: 'read' });
    expect(answers).toMatchObject({
      task: 't-maze',
      bank: 'cycles',
      noise: 'read',
      experiment: 'my-experiment.yaml',
    });
    expect(said).not.toContain('Task');
    expect((await talk({}, 'device', 'chip.csv')).answers).toEqual({ device: 'chip.csv' });
  });
});
