import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { cellsOf } from '../../src/analysis/compare/cells.js';
import { parseContest } from '../../src/analysis/compare/read-contest.js';
import { withOptions } from '../../src/analysis/compare/set-option.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { tryArrays } from '../../src/experiment/array/try-arrays.js';
import { arrayOf } from '../../src/experiment/array/array-of.js';
import { overlaid, settingsWithin, type ArraySetup } from '../../src/experiment/array/array-setup.js';
import { checkedArray, writtenSetting } from '../../src/experiment/array/written-array.js';
import { assemble } from '../../src/experiment/assemble.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import { engineOf } from '../../src/experiment/engine.js';
import { readExperiment, readSweep } from '../../src/experiment/experiment-file.js';
import { readFlow } from '../../src/experiment/networks/flow-file.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { parseSweep } from '../../src/experiment/sweep/sweep.js';
import { experimentText } from '../../src/experiment/text/experiment-text.js';

const { devices } = shippedDevices();

function experimentWith(value: Partial<ExperimentInput>) {
  return parseExperiment({ environment: 't-maze', seeds: 1, episodes: 20, ...value });
}

async function learnt(value: Partial<ExperimentInput>) {
  const experiment = experimentWith({ engine: 'ts', conditions: [{ bank: 'cycles' }], ...value });
  return runSeed(experiment, 0, 3, assemble(experiment, experiment.conditions[0], devices)(3));
}

describe('the array of a condition', () => {
  it('is that of the experiment with settings replaced one by one, and none for digital weights', () => {
    const experiment = experimentWith({
      array: { adc: { bits: 6, noise: 1e-8 }, dac: { bits: 5 }, kelvin: 358 },
      conditions: [
        { bank: 'mean', array: { adc: { bits: 4 }, dac: 'ideal' } },
        { bank: 'mean', name: 'as it is' },
        { bank: 'ideal' },
      ],
    });
    const [own, plain, digital] = experiment.conditions.map((condition) => arrayOf(experiment, condition));
    expect(own).toEqual({ adc: { bits: 4, noise: 1e-8 }, dac: 'ideal', kelvin: 358 });
    expect(plain).toEqual(experiment.array);
    expect(digital).toBeUndefined();
    expect(experiment.conditions[0].name).toBe('mean/write/linear/self-correcting/dac ideal/adc.bits 4');
    expect(parseExperiment(experiment)).toEqual(experiment);
    expect(overlaid(undefined, undefined)).toEqual({});
  });

  it('is not written where nothing is set', () => {
    const experiment = experimentWith({ conditions: [{ bank: 'mean', array: {} }] });
    expect(experiment).not.toHaveProperty('array');
    expect(experiment.conditions[0]).not.toHaveProperty('array');
  });

  it('leaves the compiled loop', () => {
    const experiment = experimentWith({ array: { adc: { bits: 6 } } });
    expect(experiment.conditions.map((condition) => engineOf(experiment, condition))).toEqual([
      'wasm',
      'ts',
      'ts',
    ]);
    const diffused = { array: { adc: { bits: 4, diffuse: true } }, conditions: [{ bank: 'cycles' }] };
    expect(engineOf(experimentWith(diffused), experimentWith(diffused).conditions[0])).toBe('ts');
    expect(() => experimentWith({ ...diffused, engine: 'wasm' })).toThrow('cannot do the array of');
    expect(() => experimentWith({ array: { kelvin: 300 }, engine: 'wasm' })).toThrow(
      'cannot do the array of',
    );
  });

  it.each<[Partial<ExperimentInput>, string]>([
    [{ array: { adc: { bits: 0 } } }, 'array.adc.bits: got 0: expected at least 2'],
    [{ array: { adc: { range: -1 } } }, 'array.adc.range: got -1: expected more than 0'],
    [{ array: { kelvin: -3 } }, 'array.kelvin: got -3: expected more than 0'],
    [
      { array: { adc: { range: 1 } } },
      'array.adc.range: got 1 without bits, which has no steps: expected bits too',
    ],
    [
      { array: { dac: { inl: 1 } } },
      'array.dac.inl: got 1 without bits, whose steps it counts: expected bits too',
    ],
    [
      { array: { adc: { diffuse: true } } },
      'array.adc.diffuse: got true without bits, whose rounding error it carries: expected bits too',
    ],
    [
      { conditions: [{ bank: 'mean', array: { adc: { bits: 4, inl: 9 } } }] },
      'conditions.0.array.adc.inl: got 9: expected at most 1.11 for 4 bits',
    ],
    [
      { conditions: [{ bank: 'ideal', array: { kelvin: 300 } }] },
      'conditions.0.array: got settings with bank ideal, whose weights are digital: expected none',
    ],
    [
      {
        array: { kelvin: 300 },
        conditions: [{ bank: 'mean' }],
        board: { port: 'virtual', weights: { w0: [0, 0] } },
      },
      'array: got settings of a simulated array where there is a board',
    ],
  ])('is refused where it cannot be: %j', (value, sentence) => {
    expect(() => experimentWith(value)).toThrow(sentence);
  });

  it('is refused before a run where its devices do not allow it', () => {
    const narrow = experimentWith({ array: { dac: { bits: 6, range: 0.05 } } });
    expect(() => tryArrays(narrow, devices)).toThrow('array.dac.range: got 0.05 V');
    expect(() => tryArrays(experimentWith({}), devices)).not.toThrow();
  });

  it('is told with every setting', () => {
    const text = experimentText(
      experimentWith({
        array: { adc: { bits: 6 } },
        conditions: [{ bank: 'mean', array: { encoding: 'shared' } }],
      }),
      [],
    );
    expect(text).toContain('\narray:\n');
    expect(text).toMatch(/adc:\n +# resolution.*\n +bits: 6/);
    expect(text).toMatch(/ {6}encoding: shared/);
    const diffused = experimentWith({ array: { adc: { bits: 6, diffuse: true } } });
    expect(parseExperiment(parse(experimentText(diffused, [])))).toEqual(diffused);
  });
});

describe('settings of an array in a sweep and an option', () => {
  it('are varied by their places', () => {
    const { experiment } = parseSweep({
      environment: 't-maze',
      array: { adc: { noise: 1e-8 } },
      conditions: [{ bank: 'mean', array: { dac: { bits: 8 } } }],
      sweep: { 'array.adc.bits': [4, 6], 'array.kelvin': [300, 358] },
    });
    expect(experiment.conditions.map(({ name, array }) => [name, array])).toEqual(
      [4, 6].flatMap((bits) =>
        [300, 358].map((kelvin) => [
          `array.adc.bits ${bits} / array.kelvin ${kelvin}`,
          { dac: { bits: 8 }, adc: { bits }, kelvin },
        ]),
      ),
    );
  });

  it('have values from one place', () => {
    const sweep = { 'array.adc.bits': [4, 6] };
    const condition = { bank: 'mean', array: { adc: { bits: 8 } } };
    expect(() => parseSweep({ environment: 't-maze', conditions: [condition], sweep })).toThrow(
      'conditions.0.array.adc.bits: got 8: expected no value here, because sweep.array.adc.bits has some',
    );
    expect(() => parseSweep({ environment: 't-maze', sweep: { 'array.adc.bits': [1] } })).toThrow(
      'got 1: expected at least 2',
    );
  });

  it('are set for all schemes of a comparison', () => {
    const contest = parseContest({
      environment: 't-maze',
      schemes: ['self-correcting', 'ideal'],
      array: { kelvin: 300 },
    });
    const set = withOptions(contest, ['array.adc.bits=6', 'array.adc.noise=1e-8']);
    expect(set.common.array).toEqual({ kelvin: 300, adc: { bits: 6, noise: 1e-8 } });
    expect(set.rivals).toEqual(contest.rivals);
    expect(() => withOptions(contest, ['array.adc=6'])).toThrow('--set: adc: got 6');
  });

  it('leave no reading exact, so that averaging counts', () => {
    const averaging = (options: string[]) => {
      const schemes = ['self-correcting', 'averaged-reads'];
      const contest = parseContest({ environment: 't-maze', schemes, noise: ['none'] });
      const cells = cellsOf(withOptions(contest, options), false);
      return cells.find(({ scheme }) => scheme === 'averaged-reads')?.condition.averaging;
    };
    expect(averaging(['array.adc.noise=1e-8'])).toBe(4);
    expect(averaging([])).toBeUndefined();
  });

  it('are read from an option', () => {
    expect(writtenSetting('adc.bits=6', '--array')).toEqual({ adc: { bits: 6 } });
    expect(writtenSetting('adc.diffuse=true', '--array')).toEqual({ adc: { diffuse: true } });
    expect(() => writtenSetting('adc.diffuse=1', '--array')).toThrow('adc.diffuse: got 1: expected');
    expect(writtenSetting('dac=ideal', '--array')).toEqual({ dac: 'ideal' });
    expect(writtenSetting('encoding=shared', '--array')).toEqual({ encoding: 'shared' });
    expect(writtenSetting('reliability.stuck', '--array')).toEqual({ reliability: { stuck: {} } });
    expect(() => writtenSetting('reliability', '--array')).toThrow('expected setting=value');
    expect(() => writtenSetting('reliability.stuc', '--array')).toThrow('expected setting=value');
    expect(() => writtenSetting('adc.bit=6', '--array')).toThrow('did you mean adc.bits?');
    expect(() => writtenSetting('adc.bits=', '--array')).toThrow('--array: adc.bits: got "": expected');
    expect(() => checkedArray({ adc: 3 }, '--array')).toThrow('--array: adc: got 3');
    expect(settingsWithin({ adc: { bits: 6 }, kelvin: 3 })).toEqual([
      ['adc.bits', 6],
      ['kelvin', 3],
    ]);
  });
});

describe('the examples of arrays', () => {
  const path = (name: string) => new URL(`../../examples/${name}`, import.meta.url).pathname;

  it('are sound', () => {
    expect(readSweep(path('array-adc-bits.yaml')).experiment.conditions).toHaveLength(10);
    expect(readSweep(path('array-diffused.yaml')).experiment.conditions).toHaveLength(36);
    expect(readSweep(path('array-diffused-water.yaml')).experiment.conditions).toHaveLength(12);
    expect(readSweep(path('array-diffused-dac.yaml')).experiment.conditions).toHaveLength(10);
    expect(readFlow(path('flow-converters.yaml')).devices!.conditions).toHaveLength(13);
    expect(readExperiment(path('array-published.yaml')).conditions.map(({ noise }) => noise)).toEqual([
      'write',
      { cmo: 1 },
      { milo: 1 },
      { 'wan-second': 1 },
    ]);
  });
});

describe('learning in an array', () => {
  it('is the same to the bit where the array is ideal', async () => {
    const plain = await learnt({});
    const ideal = await learnt({ array: { adc: {}, encoding: 'per-device', stepSeconds: 1, kelvin: 400 } });
    expect(ideal.weights).toEqual(plain.weights);
    expect(ideal.steps).toEqual(plain.steps);
    expect(ideal.costs).toEqual(plain.costs);
  });

  it('differs with coarse converters, and pays for conversions', async () => {
    const plain = await learnt({});
    const coarse = await learnt({ array: { adc: { bits: 4 }, dac: { bits: 4 } } });
    expect(coarse.weights).not.toEqual(plain.weights);
    expect(coarse.costs.joules[0]).not.toBe(plain.costs.joules[0]);
  });

  it('starts each seed with nothing carried, so that a seed alone is the same to the bit', async () => {
    const value = { array: { dac: { bits: 4, diffuse: true }, adc: { bits: 4, diffuse: true } } };
    const alone = await learnt(value);
    const experiment = experimentWith({ engine: 'ts', conditions: [{ bank: 'cycles' }], ...value });
    const make = assemble(experiment, experiment.conditions[0], devices);
    await runSeed(experiment, 0, 2, make(2));
    const after = await runSeed(experiment, 0, 3, make(3));
    expect(after).toEqual(alone);
    const rounded = await learnt({ array: { dac: { bits: 4 }, adc: { bits: 4 } } });
    expect(after.weights).not.toEqual(rounded.weights);
  });

  it('differs with one voltage a row', async () => {
    expect((await learnt({ array: { encoding: 'shared' } })).weights).not.toEqual((await learnt({})).weights);
  });
});

describe('a published array', () => {
  it.each(catalogue.arrays.entries)(
    '%s brings its noise to conditions that name none',
    (preset, { noise }) => {
      const { conditions } = experimentWith({
        array: { preset },
        conditions: [
          { bank: 'mean' },
          { bank: 'mean', noise: 'read' },
          { bank: 'mean', sigma: 0.02 },
          { bank: 'ecram' },
          { bank: 'ideal' },
        ],
      });
      expect(conditions.map((condition) => condition.noise)).toEqual([
        noise,
        'read',
        'write',
        'preset',
        'none',
      ]);
    },
  );
});

describe('wires and reliability in an experiment', () => {
  const bits = async (array: NonNullable<ExperimentInput['array']>) =>
    (await learnt({ array: { stepSeconds: 0.1, ...array } })).critic;

  it('change nothing, to the bit, where they are without size', async () => {
    const plain = await bits({});
    expect(await bits({ wires: { rowOhms: 0, senseOhms: 0 }, reliability: {} })).toEqual(plain);
    expect(await bits({ wires: 'ideal', reliability: { stuck: { sa0: 0, sa1: 0 } } })).toEqual(plain);
    expect(await bits({ wires: { rowOhms: 100 } })).not.toEqual(plain);
    expect(await bits({ reliability: { temperature: {} }, kelvin: 358 })).not.toEqual(plain);
  });

  it('replace the ways to say ohms, and transistors, of the experiment', () => {
    const over = (below: ArraySetup['wires'], above: ArraySetup['wires']) =>
      overlaid({ wires: below! }, { wires: above! }).wires;
    expect(over({ node: 40, sourceOhms: 9 }, { ohms: 3 })).toEqual({ sourceOhms: 9, ohms: 3 });
    expect(over({ ohms: 3 }, { rowOhms: 1 })).toEqual({ rowOhms: 1 });
    expect(over({ rowOhms: 1, columnOhms: 2 }, { node: 22 })).toEqual({ node: 22 });
    expect(over({ rowOhms: 1, columnOhms: 2 }, { columnOhms: 5 })).toEqual({ rowOhms: 1, columnOhms: 5 });
    expect(over({ cell: '1T1R', accessOhms: 7, node: 40 }, { cell: 'passive' })).toEqual({
      node: 40,
      cell: 'passive',
    });
    expect(over({ cell: '1T1R', accessOhms: 7 }, { cell: '1T1R' })).toEqual({ cell: '1T1R', accessOhms: 7 });
    expect(over({ node: 40 }, { node: 22, ohms: 1 })).toEqual({ node: 22, ohms: 1 });
    expect(overlaid({ wires: { node: 40 } }, { wires: 'ideal' })).toEqual({ wires: 'ideal' });
    expect(overlaid({ wires: 'ideal' }, { wires: { ohms: 1 } })).toEqual({ wires: { ohms: 1 } });
  });

  it('can be swept though the experiment says them another way', () => {
    const sweep = (wires: object, swept: Record<string, (string | number)[]>) => {
      const { experiment } = parseSweep({
        environment: 't-maze',
        array: { wires },
        conditions: [{ bank: 'mean' }],
        sweep: swept,
      });
      return experiment.conditions.map((condition) => arrayOf(experiment, condition)?.wires);
    };
    expect(sweep({ node: 40 }, { 'array.wires.ohms': [1, 2] })).toEqual([{ ohms: 1 }, { ohms: 2 }]);
    expect(sweep({ accessOhms: 1000 }, { 'array.wires.cell': ['passive', '1T1R'] })).toEqual([
      { cell: 'passive' },
      { cell: '1T1R', accessOhms: 1000 },
    ]);
    expect(() => sweep({}, { 'array.wires.node': [40], 'array.wires.rowOhms': [1] })).toThrow(
      'wires.node: got 40: expected no rowOhms',
    );
  });

  it('let a write to a far device do less', async () => {
    const wires = { ohms: 20 };
    const all = await bits({ wires: { ...wires, writes: 'compensated' } });
    expect(await bits({ wires })).not.toEqual(all);
    expect(await bits({ wires: { ...wires, millivoltsPerDecade: 1e6 } })).toEqual(all);
  });

  it('come with the published array that has them', () => {
    const experiment = experimentWith({ array: { preset: 'cmo-hfox' }, conditions: [{ bank: 'mean' }] });
    expect(arrayOf(experiment, experiment.conditions[0])).toHaveProperty('reliability.relaxation');
  });

  it.each([
    ['wires.rowOhms=-1', 'wires.rowOhms: got -1: expected at least 0'],
    ['wires.writeVolts=0', 'wires.writeVolts: got 0: expected at least 0.01'],
    ['wires.node=33', 'wires.node: got 33: expected one of 200, 100, 50, 40, 32, 22, 14'],
    ['reliability.stuck.low=0', 'with one of reliability.stuck.sa0, reliability.stuck.sa1'],
    ['kelvin=-1', 'kelvin: got -1: expected more than 0'],
    [
      'ohms=1',
      'with one of preset, encoding, wires, dac, adc, reliability, stepSeconds, pauseSeconds, kelvin',
    ],
  ])('refuse %s in a sentence', (text, sentence) => {
    expect(() => writtenSetting(text, '--array')).toThrow(sentence);
  });

  it('refuse what contradicts itself, at its place', () => {
    expect(() => experimentWith({ array: { wires: { node: 40, rowOhms: 1 } } })).toThrow('array.wires.node: got 40: expected no rowOhms');
    expect(() => experimentWith({ conditions: [{ bank: 'mean', array: { wires: { cell: '1T1R' } } }] })).toThrow('conditions.0.array.wires.accessOhms: got nothing'); // prettier-ignore
  }); // prettier-ignore

  it('refuse an unknown place of a sweep with what can stand there', () => {
    const swept = (place: string) => () => parseSweep({ environment: 't-maze', sweep: { [place]: [1] } });
    expect(swept('array.adc.bitz')).toThrow(/expected one of (array\.adc\.\w+, )+array\.adc\.\w+; did you mean array\.adc\.bits\?$/);
    expect(swept('learningRat')).toThrow(/expected one of .*learningRate.*, array[,;].*did you mean learningRate\?$/);
  }); // prettier-ignore
});
