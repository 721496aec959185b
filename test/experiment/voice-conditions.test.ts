import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { readVoiceConditions } from '../../src/experiment/networks/voice-conditions.js';
import { root } from '../house.js';
import { scratch } from '../scratch.js';

const directory = scratch();

function conditionsOf(text: string) {
  const path = join(directory, 'devices.yaml');
  writeFileSync(path, text);
  return readVoiceConditions(path);
}

describe('devices for a detector', () => {
  it('have names, choices and learning, and defaults for what is not said', () => {
    const { file, conditions } = conditionsOf(
      'conditions: [{ name: a, bank: ideal, signed: one-sided, spread: 0.03 }, { bank: cycles, noise: read, learn: { epochs: 2 } }]',
    );
    expect(file).toBe('almond8');
    expect(conditions.map(({ name }) => name)).toEqual(['a', 'cycles 2']);
    expect(conditions[0].choices).toMatchObject({ bank: 'ideal', signed: 'one-sided', spread: 0.03 });
    expect(conditions.map(({ learn }) => learn)).toEqual([undefined, { epochs: 2, rate: 0.001 }]);
  });

  it('come from a file that is meant from where the conditions are', () => {
    const fileOf = (name: string) => conditionsOf(`file: ${name}\nconditions: [{ bank: cycles }]`).file;
    expect(fileOf('mine.json')).toBe(join(directory, 'mine.json'));
    expect(fileOf('/there/mine.json')).toBe('/there/mine.json');
  });

  it('of the shipped example differ in their names, and one learns', () => {
    const { conditions } = readVoiceConditions(join(root, 'examples/vad/devices.yaml'));
    expect(conditions.length).toBeGreaterThan(3);
    expect(conditions.filter(({ learn }) => learn).map(({ name }) => name)).toEqual(['learned in place']);
  });

  it.each([
    ['conditions: []', ':1:13: conditions: got []: expected at least 1 in the list'],
    ['conditions: [{ bnk: ideal }]', 'conditions.0.bnk: got an unknown setting: expected one of name, bank, '],
    ['conditions:\n  - { name: a, bank: ideal }\n  - { name: a, bank: cycles }', ':3:5: conditions.1: got the name "a" a second time'],
    ['conditions: [{ bank: ideal, spread: 2 }]', ':1:37: conditions.0.spread: got 2: expected at most 1'],
    ['conditions: [{ bank: ideal, range: 0 }]', ':1:36: conditions.0.range: got 0: expected'],
    ['conditions: [{ bank: ideal, noise: reed }]', 'or an object of noises such as { write: fitted }; did you mean read?'],
    ['conditions: [{ bank: idel }]', 'did you mean ideal?'],
    ['conditions: [{ bank: ideal, signed: both }]', 'conditions.0.signed: got "both": expected one of "pair", "reference", "one-sided"'],
    ['conditions: [{ bank: cycles, learn: { epochs: 0 } }]', 'conditions.0.learn.epochs: got 0: expected at least 1'],
    ['conditions: [{ bank: cycles, learn: { epochs: 1, rate: 2 } }]', 'conditions.0.learn.rate: got 2: expected at most 1'],
    ['conditions: [{ bank: cycles, learn: true }]', 'conditions.0.learn: got true: expected an object'],
    ['conditions: [{}]', 'conditions.0.bank: got nothing'],
    ['- 1', ':1:1: got [1]: expected an object'],
    ['conditions: [', 'devices.yaml:'],
  ])('are refused in one sentence with line and column (%#)', (text, sentence) => {
    const refusal = () => conditionsOf(text);
    expect(refusal).toThrow(UsageError);
    expect(refusal).toThrow(sentence);
    expect(refusal).not.toThrow(/did you mean.*did you mean/);
    expect(refusal).toThrow(/devices\.yaml:\d+:\d+: [^\n]*$/);
  });
}); // prettier-ignore
