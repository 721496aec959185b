import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { readExperiment, readSweep } from '../../src/experiment/experiment-file.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { sweepJsonSchema } from '../../src/experiment/sweep/sweep-form.js';
import { combinations, parseSweep } from '../../src/experiment/sweep/sweep.js';
import { scratch } from '../scratch.js';

const swept = {
  learningRate: fc.uniqueArray(fc.double({ min: 0.01, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 5,
  }),
  temperature: fc.uniqueArray(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 1, maxLength: 4 }),
  noise: fc.uniqueArray(fc.constantFrom('none', 'write', 'read', 'pulse'), { minLength: 1 }),
  scheme: fc.uniqueArray(fc.constantFrom('self-correcting', 'open-loop'), { minLength: 1 }),
};
const sweeps = fc
  .record(swept, { requiredKeys: [], noNullPrototype: true })
  .filter((sweep) => Object.keys(sweep).length > 0);
const bases = fc
  .integer({ min: 1, max: 3 })
  .map((count) => ['mean', 'cycles', 'mean'].slice(0, count).map((bank, i) => ({ bank, name: `base ${i}` })));

describe('the combinations of some values', () => {
  it('are all there, each once, the last setting varying fastest', () => {
    expect(combinations({ discount: [0.8, 0.9], noise: ['write', 'read'] })).toEqual([
      { discount: 0.8, noise: 'write' },
      { discount: 0.8, noise: 'read' },
      { discount: 0.9, noise: 'write' },
      { discount: 0.9, noise: 'read' },
    ]);
    fc.assert(
      fc.property(sweeps, (sweep) => {
        const all = combinations(sweep);
        const count = Object.values(sweep).reduce((product, { length }) => product * length, 1);
        expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(count);
        expect(all).toHaveLength(count);
      }),
    );
  });
});

describe('a sweep', () => {
  it('is an ordinary experiment: each condition with each combination, as written', () => {
    fc.assert(
      fc.property(sweeps, bases, (sweep, conditions) => {
        const { experiment } = parseSweep({ environment: 't-maze', conditions, sweep });
        expect(parseExperiment(experiment)).toEqual(experiment);
        const all = combinations(sweep);
        expect(experiment.conditions).toMatchObject(
          conditions.flatMap(({ bank }) => all.map((combination) => ({ bank, ...combination }))),
        );
      }),
    );
  });

  it('keeps the order of settings and of values, and says what was swept', () => {
    const { experiment, sweep } = parseSweep({
      environment: 't-maze',
      conditions: [{ bank: 'cycles' }],
      sweep: { learningRate: [0.4, 0.1], noise: ['write', 'read'] },
    });
    expect(experiment.conditions.map(({ name }) => name)).toEqual([
      'learningRate 0.4 / noise write',
      'learningRate 0.4 / noise read',
      'learningRate 0.1 / noise write',
      'learningRate 0.1 / noise read',
    ]);
    expect(sweep).toEqual({
      settings: { learningRate: [0.4, 0.1], noise: ['write', 'read'] },
      conditions: ['bank cycles'],
    });
  });

  it('names several conditions first, and takes those of the task where there are none', () => {
    const names = (value: object) => parseSweep(value).experiment.conditions.map(({ name }) => name);
    expect(names({ environment: 't-maze', sweep: { discount: [0.5] } })).toEqual([
      'ideal: discount 0.5',
      'self-correcting: discount 0.5',
      'open-loop: discount 0.5',
    ]);
    const inArray = { bank: 'mean', array: { adc: { bits: 6 }, kelvin: 310 } };
    expect(
      names({
        environment: 't-maze',
        conditions: [{ bank: 'mean' }, inArray],
        sweep: { discount: [0.5] },
      })[1],
    ).toBe('bank mean / array adc.bits 6 kelvin 310: discount 0.5');
    expect(names({ environment: 't-maze', sweep: { bank: ['ideal', 'mean'] } })).toEqual([
      'bank ideal',
      'bank mean',
    ]);
    const conditions = [{}, { scheme: 'open-loop' }];
    expect(names({ environment: 't-maze', conditions, sweep: { bank: ['mean'] } })).toEqual([
      'condition 1: bank mean',
      'scheme open-loop: bank mean',
    ]);
  });

  const mean = [{ bank: 'mean' }];
  const hundredths = Array.from({ length: 40 }, (_, i) => (i + 1) / 100);
  it.each([
    [{}, 'sweep: got {}', 'one of bank, noise'],
    [undefined, 'sweep: got nothing', 'memloop run'],
    [{ learnRate: [1] }, 'sweep', 'learningRate'],
    [{ learningRate: [0.1, 2] }, 'sweep.learningRate.1: got 2', '1'],
    [{ learningRate: [0.1, 0.1] }, 'sweep.learningRate: got [0.1,0.1]', 'values that differ'],
    [{ noise: ['loud'] }, 'sweep.noise.0: got "loud"', '"read"'],
    [{ bank: ['mean'] }, 'conditions.0.bank: got "mean"', 'because sweep.bank has some'],
    [
      { sigma: [0.1], noise: ['write', 'read'] },
      'sweep.sigma: got 0.1',
      '(combination "sigma 0.1 / noise read")',
    ],
    [{ learningRate: hundredths, temperature: hundredths }, 'sweep: got 1600 combinations', 'at most 1000'],
  ])('of %j is refused in one sentence: where, got, expected', (sweep, where, expected) => {
    const parse = () => parseSweep({ environment: 't-maze', conditions: mean, sweep });
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(where);
    expect(parse).toThrow(expected);
  });

  it('has its settings from one place, and conditions of different names', () => {
    const sweep = { discount: [0.5] };
    expect(() => parseSweep({ environment: 't-maze', discount: 0.9, sweep })).toThrow('discount: got 0.9');
    expect(() => parseSweep({ environment: 't-maze', conditions: [...mean, ...mean], sweep })).toThrow(
      'conditions.1.name: got "bank mean" a second time',
    );
  });

  it('publishes its JSON Schema, which is the one in the package', () => {
    const file = new URL('../../src/experiment/sweep.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(sweepJsonSchema());
  });
});

describe('a sweep file', () => {
  const path = join(scratch(), 'sweep.yaml');

  it('is refused with line and column of what is wrong', () => {
    writeFileSync(path, 'environment: t-maze\nsweep:\n  bank: [ideal, mean]\n  noise: [none, read]\n');
    expect(() => readSweep(path)).toThrow(
      `${path}:4:10: sweep.noise: got "read": ideal does not take this noise: expected "none" (combination "bank ideal / noise read")`,
    );
  });

  it('is not taken for a plain experiment', () => {
    writeFileSync(path, 'environment: t-maze\nsweep:\n  bank: [ideal, mean]\n');
    expect(() => readExperiment(path)).toThrow(`${path}:3:3: sweep: got a sweep`);
    expect(() => readExperiment(path)).toThrow(`memloop sweep ${path}`);
  });

  it.each([
    ['sweep', 8],
    ['array-wires', 18],
    ['adaptive-sweep', 24],
  ])('may be the example %s', (name, conditions) => {
    const example = new URL(`../../examples/${name}.yaml`, import.meta.url).pathname;
    expect(readSweep(example).experiment.conditions).toHaveLength(conditions);
  });
});
