import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { readExperiment } from '../../src/experiment/experiment-file.js';
import { experimentJsonSchema, parseExperiment } from '../../src/experiment/experiment.js';

const wrong = (value: unknown) => {
  try {
    parseExperiment(value);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('expected a refusal');
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
    [{ environment: 't-maze', seeds: -3 }, 'seeds: got -3', '>=1'],
    [{ environment: 't-maze', learningRate: NaN }, 'learningRate: got NaN', 'expected number'],
    [{ environment: 't-maze', temperature: 0 }, 'temperature: got 0', '>0'],
    [{ environment: 't-maze', discount: 1.5 }, 'discount: got 1.5', '<=1'],
    [{ environment: 't-maze', sees: 5 }, 'sees', 'Unrecognized'],
    [
      { environment: 't-maze', conditions: [{ bank: 'memristor' }] },
      'conditions.0.bank: got "memristor"',
      '"ideal"|"mean"|"cycles"',
    ],
    [
      { environment: 't-maze', conditions: [{ bank: 'ideal', noise: 'write' }] },
      'conditions.0.noise: got "write"',
      'expected "none"',
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
    expect(message).not.toContain('\n');
  });

  it('publishes its JSON Schema, which is the one in the package', () => {
    const file = new URL('../../src/experiment/experiment.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(experimentJsonSchema());
  });
});

describe('an experiment file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'memloop-'));
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
    const broken = file('c.yaml', 'environment: t-maze\nseeds: [1, 2\n');
    expect(() => readExperiment(broken)).toThrow(new RegExp(`c\\.yaml:\\d+:\\d+: `));
    expect(() => readExperiment(file('d.yaml', ''))).toThrow('environment: got nothing');
    expect(() => readExperiment(join(directory, 'none.yaml'))).toThrow('cannot read the experiment');
  });
});
