import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import type { ConditionInput } from '../../src/experiment/condition.js';
import { readExperiment } from '../../src/experiment/experiment-file.js';
import { experimentJsonSchema, parseExperiment } from '../../src/experiment/experiment.js';
import { scratch } from '../scratch.js';

const circular = () => {
  const list: unknown[] = [];
  list.push(list);
  return list;
};

const thrownBy = (act: () => unknown): Error => {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('expected a refusal');
};

const wrong = (value: unknown) => {
  const refusal = thrownBy(() => parseExperiment(value));
  expect(refusal).toBeInstanceOf(UsageError);
  return refusal.message;
};

describe('an experiment', () => {
  it('is complete from its task alone, with the three conditions of the article', () => {
    const experiment = parseExperiment({ environment: 't-maze' });
    expect(experiment).toMatchObject({
      seeds: 200,
      episodes: 200,
      stepLimit: 300,
      learningRate: 0.2,
      discount: 0.9,
      temperature: 0.3,
    });
    expect(
      experiment.conditions.map(({ name, bank, noise, pulses, scheme }) => [
        name,
        bank,
        noise,
        pulses,
        scheme,
      ]),
    ).toEqual([
      ['ideal', 'ideal', 'none', 'linear', 'self-correcting'],
      ['self-correcting', 'cycles', 'write', 'linear', 'self-correcting'],
      ['open-loop', 'cycles', 'write', 'linear', 'open-loop'],
    ]);
  });

  it('comes out of its own check unchanged', () => {
    const experiment = parseExperiment({
      environment: 't-maze',
      conditions: [{ bank: 'mean', noise: 'read' }],
    });
    expect(parseExperiment(experiment)).toEqual(experiment);
    expect(experiment.conditions[0].name).toBe('mean/read/linear/self-correcting');
  });

  it.each([
    [{ environment: 'tmaze' }, 'environment: got "tmaze"', 't-maze'],
    [{ environment: 't-maze', seeds: -3 }, 'seeds: got -3', 'expected at least 1'],
    [{ environment: 't-maze', seeds: 1.5 }, 'seeds: got 1.5', 'expected a whole number'],
    [{ environment: 't-maze', stepLimit: '5' }, 'stepLimit: got "5"', 'expected a finite number'],
    [{ environment: 't-maze', conditions: [] }, 'conditions: got []', 'expected at least 1 in the list'],
    [{ environment: 't-maze', conditions: 3 }, 'conditions: got 3', 'expected a list'],
    [{ environment: 't-maze', conditions: [3] }, 'conditions.0: got 3', 'expected an object'],
    [{ environment: 't-maze', devices: '' }, 'devices: got ""', 'expected at least 1 character'],
    [{ environment: circular() }, 'environment: got something that contains itself', 't-maze'],
    [
      { environment: 't-maze', seeds: 17, firstSeed: Number.MAX_SAFE_INTEGER - 15 },
      `firstSeed: got ${Number.MAX_SAFE_INTEGER - 15}`,
      `expected at most ${Number.MAX_SAFE_INTEGER - 16} where there are 17 seeds`,
    ],
    [{ environment: 't-maze', learningRate: NaN }, 'learningRate: got NaN', 'expected a finite number'],
    [{ environment: 't-maze', temperature: 0 }, 'temperature: got 0', 'expected more than 0'],
    [{ environment: 't-maze', discount: 1.5 }, 'discount: got 1.5', 'expected at most 1'],
    [
      { environment: 't-maze', sees: 5 },
      'sees: got an unknown setting',
      'expected one of $schema, plugins, environment',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'mean', walks: 1 }] },
      'conditions.0.walks: got an unknown setting',
      'expected one of name, bank',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'memristor' }] },
      'conditions.0.bank: got "memristor"',
      'expected one of "ideal", "mean", "cycles"',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'ideal', noise: 'write' }] },
      'conditions.0.noise: got "write"',
      'expected "none"',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'reram-es', noise: 'write' }] },
      'conditions.0.noise: got "write"',
      'expected one of "preset", "none"',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'mean', noise: 'preset' }] },
      'conditions.0.noise: got "preset"',
      'expected one of "write", "none", "read", "pulse"',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'pcm', sigma: 0.1 }] },
      'conditions.0.sigma: got 0.1',
      'only write noise takes a sigma',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'ideal', pulses: 'inverse' }] },
      'conditions.0.pulses: got "inverse"',
      'expected "linear"',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'ideal', walk: 'reflecting' }] },
      'conditions.0.walk: got "reflecting"',
      'expected "published"',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'mean', walk: 'reflecting' }] },
      'conditions.0.walk: got "reflecting"',
      'expected "published"',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'mean' }, { bank: 'mean' }] },
      'conditions.1.name',
      'a second time',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'mean', name: 'a,b' }] },
      'conditions.0.name: got "a,b"',
      'without quotes, commas',
    ],
    [{}, 'environment: got nothing', 't-maze'],
  ])('refuses %j in one sentence: where, got, expected', (value, where, expected) => {
    const message = wrong(value);
    expect(message).toContain(where);
    expect(message).toContain(expected);
    expect(message).not.toMatch(/\n|Invalid|Unrecognized|Too |expected.*expected/);
  });

  it('takes the last seeds that a number can hold', () => {
    const firstSeed = Number.MAX_SAFE_INTEGER - 16;
    expect(parseExperiment({ environment: 't-maze', seeds: 17, firstSeed }).firstSeed).toBe(firstSeed);
  });

  it('passes over the place of its schema', () => {
    const plain = parseExperiment({ environment: 't-maze' });
    expect(parseExperiment({ $schema: './experiment.schema.json', environment: 't-maze' })).toEqual(plain);
  });

  it('calls its conditions by what they choose, and by what is not as usual', () => {
    const named = (...conditions: ConditionInput[]) =>
      parseExperiment({ environment: 't-maze', learningRate: 0.3, conditions }).conditions.map(
        ({ name }) => name,
      );
    const cycles = { bank: 'cycles', learningRate: 0.3 } as const;
    expect(named(cycles, { ...cycles, walk: 'reflecting' }, { ...cycles, learningRate: 0.2 })).toEqual([
      'cycles/write/linear/self-correcting',
      'cycles/write/linear/self-correcting/reflecting',
      'cycles/write/linear/self-correcting/learningRate 0.2',
    ]);
    expect(named({ bank: 'mean', sigma: 0.03 }, { bank: 'mean', sigma: 0.1, threshold: 0.01 })).toEqual([
      'mean/write/linear/self-correcting/sigma 0.03',
      'mean/write/linear/self-correcting/sigma 0.1/threshold 0.01',
    ]);
    expect(
      named({ bank: 'ideal' }, { bank: 'ideal', discount: 0.5 }, { bank: 'ideal', scheme: 'open-loop' }),
    ).toEqual(['ideal', 'ideal/discount 0.5', 'ideal/open-loop']);
  });

  it('publishes its JSON Schema, which is the one in the package', () => {
    const file = new URL('../../src/experiment/experiment.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(experimentJsonSchema());
  });
});

describe('an experiment file', () => {
  const directory = scratch();
  const file = (name: string, text: string) => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };

  it('may be YAML or JSON', () => {
    const yaml = file(
      'a.yaml',
      'environment: t-maze\nseeds: 3\nconditions:\n  - bank: mean\n    noise: read\n',
    );
    const json = file(
      'a.json',
      '{"environment":"t-maze","seeds":3,"conditions":[{"bank":"mean","noise":"read"}]}',
    );
    expect(readExperiment(yaml)).toEqual(readExperiment(json));
    expect(readExperiment(yaml).seeds).toBe(3);
  });

  it('is refused with line and column of what is wrong', () => {
    const path = file('b.yaml', 'environment: t-maze\nconditions:\n  - bank: cycles\n    noise: loud\n');
    expect(() => readExperiment(path)).toThrow(`${path}:4:12: conditions.0.noise: got "loud"`);
    const unknown = file('sees.yaml', 'environment: t-maze\nsees: 4\n');
    expect(() => readExperiment(unknown)).toThrow(`${unknown}:2:7: sees: got an unknown setting`);
    const broken = file('c.yaml', 'environment: t-maze\nseeds: [1, 2\n');
    expect(() => readExperiment(broken)).toThrow(new RegExp(`c\\.yaml:\\d+:\\d+: `));
    expect(() => readExperiment(file('d.yaml', ''))).toThrow('environment: got nothing');
    expect(() => readExperiment(join(directory, 'none.yaml'))).toThrow('cannot read the experiment');
  });

  it.each([
    ['environment: *b\n', '1:14: unresolved alias (the anchor must be set before the alias): b'],
    ['environment: &a [*a]\n', '1:17: environment: got something that contains itself: expected one of'],
    ['seeds: 1\nseeds: 2\n', '2:1: map keys must be unique'],
    ['seeds: 1\n---\nseeds: 2\n', '2:1: source contains multiple documents'],
    ['environment: @maze\n', '1:14: plain value cannot start with reserved character @'],
  ])('with %j is refused in one sentence', (text, message) => {
    const path = file('wrong.yaml', text);
    const refusal = thrownBy(() => readExperiment(path));
    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message.startsWith(`${path}:${message}`), refusal.message).toBe(true);
    expect(refusal.message).not.toMatch(/\n|; /);
  });

  it('means its devices from its own directory', () => {
    const devices = (written: string) =>
      readExperiment(file('devices.yaml', `environment: t-maze\ndevices: ${written}\n`)).devices;
    expect(devices('mine.json')).toBe(join(directory, 'mine.json'));
    expect(devices('/data/mine.json')).toBe('/data/mine.json');
    expect(devices('almond8')).toBe('almond8');
  });

  it.each([
    [{ environment: 'gridwrld' }, 'environment: got "gridwrld"', 'did you mean gridworld?'],
    [
      { environment: 't-maze', conditons: [] },
      'conditons: got an unknown setting',
      'did you mean conditions?',
    ],
    [{ environment: 't-maze', conditions: [{ bank: 'cycels' }] }, 'got "cycels"', 'did you mean cycles?'],
    [
      { environment: 't-maze', conditions: [{ bank: 'mean', learner: 'sarza' }] },
      'got "sarza"',
      'did you mean sarsa?',
    ],
    [{ environment: 'gridworld', taskSettings: { widht: 3 } }, 'taskSettings.widht', 'did you mean width?'],
    [{ task: 'gridworld' }, 'task: got an unknown setting', 'expected one of'],
  ])('names the nearest right name for %j', (written, where, remedy) => {
    expect(() => parseExperiment(written)).toThrow(where);
    expect(() => parseExperiment(written)).toThrow(remedy);
  });
});
