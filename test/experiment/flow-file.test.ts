import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFlow, readFlow } from '../../src/experiment/networks/flow-file.js';
import { flowJsonSchema, type FlowInput } from '../../src/experiment/networks/flow-form.js';
import { makeData } from '../../src/flow/data/make-data.js';
import { functions } from '../../src/flow/data/functions.js';
import { scratch } from '../scratch.js';

const layers = [{ width: 2, activation: 'tanh' as const }, { width: 1 }];
const teacher = { layers };
const plain: FlowInput = { data: { teacher, inputs: 2, samples: 50 }, layers };

describe('a file of memloop flow', () => {
  it('is completed: rodas5p to time 1000, seen eight times a decade', () => {
    const { methods, times, loss, seeds } = parseFlow(plain);
    expect(methods).toEqual([{ name: 'rodas5p', method: 'rodas5p', settings: {} }]);
    expect([loss, seeds, times.at(-1), times[0]]).toEqual(['mean-square', 1, 1000, 1e-3]);
    expect(times).toHaveLength(49);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    expect(parseFlow({ ...plain, times: [5, 2, 2000], until: 100 }).times).toEqual([2, 5, 100]);
  });

  it.each<[object, string]>([
    [{ data: {} }, 'data: got no source of data: expected one of teacher, function, file'],
    [
      { data: { teacher, function: 'sine' } },
      'data: got teacher and function: expected one of teacher, function, file',
    ],
    [{ data: { teacher } }, 'data.inputs: got nothing: expected the number of inputs of the teacher'],
    [
      { data: { function: 'sine', inputs: 2 } },
      'data.inputs: got 2: expected it with teacher alone; here the data come from function',
    ],
    [
      { data: { function: 'sine', samples: 'infinite' } },
      'data.samples: got "infinite": expected a whole number; only a teacher has infinitely many samples',
    ],
    [
      { data: { file: 'a.csv' } },
      'data.targets: got nothing: expected the columns of the file that are learned',
    ],
    [
      { data: { file: 'a.csv', targets: ['y'], samples: 5 } },
      'data.samples: got 5: expected nothing; a file has the samples that it has',
    ],
    [{ method: 'newtn' }, '"gradient-descent", "adam"; did you mean newton?'],
    [
      { method: ['adam', 'adam'] },
      'method.1: got the name "adam" a second time: expected names that differ, with name:',
    ],
    [
      { method: { method: 'bfgs', settings: { rate: 1 } } },
      'method.settings.rate: got 1: bfgs has no settings',
    ],
    [
      { method: 'levenberg-marquardt', data: { teacher, inputs: 2, samples: 'infinite' } },
      'method: got levenberg-marquardt, which needs samples: expected another method where samples are infinite, such as newton',
    ],
  ])('%o is refused in one sentence', (change, sentence) => {
    expect(() => parseFlow({ ...plain, ...change })).toThrow(sentence);
  });

  it('has the published schema', () => {
    const published = new URL('../../src/experiment/flow.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(JSON.stringify(flowJsonSchema())));
  });

  it('finds its samples beside it', () => {
    const directory = scratch();
    writeFileSync(join(directory, 'a.csv'), 'u,y,v\n1,2,3\n4,5e-1,6\n');
    writeFileSync(
      join(directory, 'flow.yaml'),
      'data: { file: a.csv, targets: [y] }\nlayers: [{ width: 1 }]\n',
    );
    const { inputs, outputs, samples } = makeData(readFlow(join(directory, 'flow.yaml')).data);
    expect([inputs, outputs]).toEqual([2, 1]);
    expect(samples).toEqual({
      count: 2,
      inputs: Float64Array.of(1, 4, 3, 6),
      targets: Float64Array.of(2, 0.5),
    });
  });

  it.each([
    ['u,y\n1,2,3\n', ':2: got 3 cells: expected 2'],
    ['u,y\n1,x\n', ':2: got "x": expected a number'],
    ['u,v\n1,2\n', ':1: got no column "y": expected one of u, v'],
    ['y\n1\n', ':1: got targets alone'],
    ['u,y\n', ': got no rows below the heading'],
  ])('refuses samples %j in one sentence', (text, sentence) => {
    const file = join(scratch(), 'a.csv');
    writeFileSync(file, text);
    expect(() => makeData({ file, targets: ['y'], samples: 1, noise: 0, seed: 0 })).toThrow(
      `${file}${sentence}`,
    );
  });
});

describe('samples', () => {
  it.each(functions.names)('of the function %s are what it says', (name) => {
    const { inputs, of } = functions.get(name);
    const data = { function: name, samples: 40, noise: 0, seed: 3 };
    const { samples } = makeData(data);
    for (let n = 0; n < 40; n++) {
      const x = Array.from({ length: inputs }, (_, i) => samples!.inputs[i * 40 + n]);
      expect(samples!.targets[n]).toBe(of(x));
    }
    expect(makeData(data)).toEqual(makeData(data));
    expect(makeData({ ...data, seed: 4 })).not.toEqual(makeData(data));
    const noisy = makeData({ ...data, noise: 0.5 }).samples!;
    expect(noisy.inputs).toEqual(samples!.inputs);
    const spread = Math.sqrt(noisy.targets.reduce((sum, y, n) => sum + (y - samples!.targets[n]) ** 2, 0) / 40);
    expect(Math.abs(spread / 0.5 - 1)).toBeLessThan(0.4);
  });
}); // prettier-ignore
