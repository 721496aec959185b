import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/core/errors.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { fingerprintOf, fingerprintsIn } from '../../src/runs/fingerprint.js';
import { Results } from '../../src/runs/results.js';
import type { SeedResult } from '../../src/experiment/seed-run.js';
import { summarise } from '../../src/runs/summarise.js';
import { readRows } from '../../src/runs/table.js';
import { scratch } from '../scratch.js';

const experiment = parseExperiment({
  environment: 't-maze',
  seeds: 4,
  episodes: 3,
  conditions: [{ name: 'a', bank: 'cycles' }],
});
const tables = ['episodes.csv', 'critic.csv', 'costs.csv', 'ledger.csv', 'seeds.csv'];
const parts = Float64Array.of(1, 2, 3);

const result = (seed: number): SeedResult => ({
  condition: 0,
  seed,
  steps: Int32Array.of(300, 10 + seed, 6),
  truncated: Uint8Array.of(1, 0, 0),
  critic: Float64Array.from({ length: 27 }, (_, i) => (i + seed) / 30),
  weights: Float64Array.from({ length: 27 }, (_, i) => (i * (seed + 1)) / 108),
  updates: 5 * seed,
  costs: {
    set: parts.map((part) => ((100 + seed) * part) / 3),
    reset: parts.map((part) => (10 * part) / 3),
    reads: parts.map((part) => 30 * part),
    joules: parts.map((part) => 1e-9 * part * (1 + seed)),
    deviceSeconds: parts.map((part) => 1e-3 * part),
    wear: parts.map((part) => 7 * part),
  },
  weightCosts: {
    set: new Float64Array(27).fill(4),
    reset: new Float64Array(27).fill(seed),
    reads: Float64Array.from({ length: 27 }, (_, i) => i),
  },
  valueError: 0.1 * (1 + seed),
});

const inArray = parseExperiment({
  environment: 't-maze',
  seeds: 2,
  episodes: 3,
  array: { adc: { bits: 6 } },
  conditions: [{ name: 'a', bank: 'cycles' }],
});

function filled(seeds: number, of = experiment, make = result): string {
  const directory = scratch();
  const results = new Results(directory, of);
  for (let seed = 0; seed < seeds; seed++) results.append([make(seed)]);
  results.close();
  return directory;
}

/** Replaces some text of a table. */
function change(directory: string, table: string, from: string | RegExp, to: string): void {
  const path = join(directory, table);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
}

const contents = (directory: string) => tables.map((table) => readFileSync(join(directory, table), 'utf8'));

describe('the tables of a learner without a critic', () => {
  const values = parseExperiment({
    environment: 't-maze',
    seeds: 2,
    episodes: 3,
    conditions: [{ name: 'a', bank: 'cycles', learner: 'q-learning' }],
  });
  const { weightCosts, ...rest } = result(0);
  const eighteen = (seed: number): SeedResult => ({
    ...rest,
    seed,
    critic: new Float64Array(0),
    weights: Float64Array.from({ length: 18 }, (_, i) => i / 20),
    weightCosts: {
      set: weightCosts.set.slice(0, 18),
      reset: weightCosts.reset.slice(0, 18),
      reads: weightCosts.reads.slice(0, 18),
    },
  });

  it('name action values, and have no critic, wherever they go on', () => {
    const whole = filled(2, values, eighteen);
    const [, critic, , ledger, seeds] = contents(whole);
    expect(critic).toBe('condition,seed,episode\n');
    expect(seeds.split('\n')[0]).toContain(',value_error,q0_0,q0_1,q1_0,');
    expect(ledger.split('\n')[0]).toContain('condition,seed,set_q0_0,set_q0_1,');
    const torn = filled(1, values, eighteen);
    const results = new Results(torn, values);
    expect(results.done).toBe(1);
    results.append([eighteen(1)]);
    results.close();
    expect(contents(torn)).toEqual(contents(whole));
  });

  it('come to a summary with heads and action values by cell', () => {
    const summary = summarise(filled(2, values, eighteen), values);
    expect(summary.heads).toEqual([
      { name: 'Q of action 0', action: 0 },
      { name: 'Q of action 1', action: 1 },
    ]);
    const [condition] = summary.conditions;
    expect(condition.actionValues!.mean[3]).toEqual([0.3, 0.35]);
    expect(condition.criticWeights.mean).toEqual([]);
    expect(condition.criticTrajectory).toBeUndefined();
  });
});

describe('the tables of a run', () => {
  it('continue after an incomplete row at any place, to the same bytes', () => {
    const whole = contents(filled(4));
    for (const table of tables) {
      for (const cut of [1, 30, 200, 400]) {
        const directory = filled(3);
        truncateSync(join(directory, table), Math.max(0, readFileSync(join(directory, table)).length - cut));
        const results = new Results(directory, experiment);
        expect(results.done).toBeLessThan(3);
        for (let seed = results.done; seed < 4; seed++) results.append([result(seed)]);
        results.close();
        expect(contents(directory)).toEqual(whole);
      }
    }
  });

  it('drop a run that is only in the first tables', () => {
    const directory = filled(2);
    appendFileSync(join(directory, 'episodes.csv'), 'a,2,1,300,1\na,2,2,12,0\na,2,3,6,0\n');
    appendFileSync(join(directory, 'critic.csv'), 'a,2,1,0.1');
    const results = new Results(directory, experiment);
    expect(results.done).toBe(2);
    expect(contents(directory)).toEqual(contents(filled(2)));
  });

  it('are read row by row, without an incomplete last row', () => {
    const directory = filled(1);
    appendFileSync(join(directory, 'episodes.csv'), 'a,1,1');
    expect([...readRows(join(directory, 'episodes.csv'))]).toEqual([
      ['a', '0', '1', '300', '1'],
      ['a', '0', '2', '10', '0'],
      ['a', '0', '3', '6', '0'],
    ]);
  });

  it.each([
    ['episodes.csv', 'a,1,2,11,', 'a,1,2,eleven,', /row 6: got "eleven" as steps: expected a number/],
    ['episodes.csv', 'a,1,2,11,0', 'a,1,2,11', /row 6: got nothing as truncated: expected a number/],
    ['episodes.csv', 'a,1,2,11,0', 'a,1,2,11,0,0', /row 6: got "0" as an extra field: expected nothing/],
    ['critic.csv', /a,2,1,[^,]+/, 'a,2,1,', /row 8: got "" as w0: expected a number/],
    ['costs.csv', 'a,1,2,', 'a,1,3,', /row 6: got "3" as episode: expected "2"/],
    ['costs.csv', /a,1,3,101,10,90/, 'a,1,3,101,10,', /row 7: got "" as reads: expected a number/],
    ['ledger.csv', 'a,1,4', 'a,1,four', /row 3: got "four" as set_w0: expected a number/],
    ['seeds.csv', 'a,1,101', 'a,0,101', /row 3: got "0" as seed: expected "1"/],
    ['seeds.csv', 'a,1,101', 'b,1,101', /row 3: got "b" as condition: expected "a"/],
  ])('keep the runs before a wrong row: %s, where %s became %s', (table, from, to, message) => {
    const directory = filled(3);
    change(directory, table, from, to);
    const before = contents(directory);
    const results = new Results(directory, experiment);
    expect(results.damage).toMatch(message);
    expect(results.damage).toContain(join(directory, table));
    expect(results.done).toBeLessThan(3);
    expect(tables.map((name) => readFileSync(join(directory, `${name}.damaged`), 'utf8'))).toEqual(before);
    for (let seed = results.done; seed < 3; seed++) results.append([result(seed)]);
    expect(contents(directory)).toEqual(contents(filled(3)));
  });

  it('of two writers at once keep the runs that were there before', () => {
    const directory = filled(2);
    const [first, second] = [new Results(directory, experiment), new Results(directory, experiment)];
    expect(first.damage).toBe(undefined);
    for (const seed of [2, 3]) for (const one of [first, second]) one.append([result(seed)]);
    const mended = new Results(directory, experiment);
    expect(mended.damage).toMatch(/row \d+: got .*; 3 runs before it are kept and the others computed again/);
    mended.append([result(3)]);
    expect(contents(directory)).toEqual(contents(filled(4)));
  });

  it('with too many runs keep the right ones', () => {
    const directory = filled(4);
    for (const name of tables) {
      const rows = readFileSync(join(directory, name), 'utf8').split('\n').slice(1).join('\n');
      appendFileSync(join(directory, name), rows);
    }
    const mended = new Results(directory, experiment);
    expect([mended.done, mended.damage]).toEqual([4, expect.stringContaining('got an extra row')]);
    expect(contents(directory)).toEqual(contents(filled(4)));
  });

  const board = { port: 'virtual', weights: {} } as unknown as NonNullable<typeof experiment.board>;
  const losses = [
    ['missing', (path: string) => rmSync(path)],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['cut in its header', (path: string) => truncateSync(path, 5)],
  ] as const;
  it.each(losses)('of which one is %s are set aside, and never dropped without a word', (_, lose) => {
    for (const table of tables) {
      const directory = filled(3);
      lose(join(directory, table));
      expect(() => new Results(directory, { ...experiment, board })).toThrow(/got no rows, .*; what a board did cannot be computed again: restore/);
      expect(() => new Results(directory, { ...experiment, board })).toThrow(RunError);
      const before = tables.filter((name) => name !== table).map((name) => readFileSync(join(directory, name), 'utf8'));
      const results = new Results(directory, experiment);
      expect([results.done, results.damage]).toEqual([0, expect.stringMatching(/got no rows, but \S+ has some: .*; all runs are computed again; the damaged tables are kept as \*\.csv\.damaged$/)]);
      expect(tables.filter((name) => name !== table).map((name) => readFileSync(join(directory, `${name}.damaged`), 'utf8'))).toEqual(before);
    }
  }); // prettier-ignore

  it('whose numbers of runs differ by more than an append are set aside', () => {
    const long = { ...experiment, episodes: 3000, seeds: 9 };
    const rows = (seed: number) => Array.from({ length: 3000 }, (_, i) => `a,${seed},${i + 1},6,0\n`).join('');
    const directory = filled(0, long);
    appendFileSync(join(directory, 'episodes.csv'), [0, 1].map(rows).join(''));
    expect(() => new Results(directory, { ...long, board })).toThrow(/critic\.csv: got 0 whole runs, but episodes\.csv has 2/);
    expect(new Results(directory, long).damage).toMatch(/got 0 whole runs, but episodes\.csv has 2: expected the same runs/);
    // One run more is what a kill leaves.
    appendFileSync(join(directory, 'episodes.csv'), rows(0));
    expect(new Results(directory, { ...long, board }).damage).toBe(undefined);
    const emptied = filled(2);
    change(emptied, 'episodes.csv', /\n[^]*/, '\n');
    expect(new Results(emptied, experiment).damage).toMatch(/episodes\.csv: got 0 whole runs, but seeds\.csv has 2/);
  }); // prettier-ignore

  it('that are damaged twice leave a copy each time', () => {
    const directory = filled(3);
    const damage = () => {
      change(directory, 'seeds.csv', 'a,1,101', 'a,0,101');
      const results = new Results(directory, experiment);
      for (let seed = results.done; seed < 3; seed++) results.append([result(seed)]);
      return results.damage;
    };
    expect(damage()).toMatch(
      /; 1 run before it is kept and the others computed again; .* as \*\.csv\.damaged$/,
    );
    const first = readFileSync(join(directory, 'seeds.csv.damaged'), 'utf8');
    expect(damage()).toMatch(/as \*\.csv\.damaged-2$/);
    expect(readFileSync(join(directory, 'seeds.csv.damaged'), 'utf8')).toBe(first);
  });

  it('of a board are not mended, and those with another header are not taken up', () => {
    const directory = filled(3);
    change(directory, 'seeds.csv', 'a,1,101', 'a,0,101');
    expect(() => new Results(directory, { ...experiment, board })).toThrow(RunError);
    const other = filled(3);
    change(other, 'episodes.csv', 'condition,seed,', 'condition,');
    const before = contents(other);
    expect(() => new Results(other, experiment)).toThrow(
      /row 1: got "episode" as column 2: expected "seed"; restore the file from a copy/,
    );
    expect(contents(other)).toEqual(before);
  });

  it('are summarised only if every condition has every seed once', () => {
    const sum = (directory: string) => () => summarise(directory, experiment);
    expect(sum(filled(3))).toThrow(
      /episodes\.csv: got 9 rows: expected 12, with every condition and every seed/,
    );
    const twice = filled(4);
    const [, ...rows] = readFileSync(join(twice, 'seeds.csv'), 'utf8').trimEnd().split('\n');
    appendFileSync(join(twice, 'seeds.csv'), `${rows[3]}\n`);
    expect(sum(twice)).toThrow(/seeds\.csv: row 6: got an extra row: expected 4 rows/);
    expect(sum(twice)).toThrow(RunError);
    const mixed = filled(4);
    writeFileSync(join(mixed, 'seeds.csv'), contents(mixed).at(-1)!.replace(/^a,2,/m, 'a,1,'));
    expect(sum(mixed)).toThrow(/seeds\.csv: row 4: got "1" as seed: expected "2"/);
  });

  it('hold names of any script', () => {
    const conditions = [{ ...experiment.conditions[0], name: 'σ größer 大きい' }];
    const other = { ...experiment, conditions };
    expect(summarise(filled(4, other), other).conditions[0].name).toBe('σ größer 大きい');
  });

  it('of names that begin like a formula are read and go on with the apostrophe and without', () => {
    const conditions = [{ ...experiment.conditions[0], name: '=a' }];
    const other = { ...experiment, conditions };
    const directory = filled(3, other);
    for (const table of tables) change(directory, table, /^'=a/gm, '=a');
    const older = contents(directory);
    const results = new Results(directory, other);
    expect([results.done, results.damage]).toEqual([3, undefined]);
    expect(contents(directory)).toEqual(older);
    results.append([result(3)]);
    results.close();
    expect(summarise(directory, other)).toEqual(summarise(filled(4, other), other));
    change(directory, 'seeds.csv', /^=a,1,101/m, '=a,1,x');
    expect(() => summarise(directory, other)).toThrow('row 3: got "x" as set_pulses: expected a number');
  });

  it('give no error for a single seed, and no interval for two', () => {
    const one = { ...experiment, seeds: 1 };
    const [{ steps, final }] = summarise(filled(1), one).conditions;
    expect(steps).toEqual({ mean: [300, 10, 6], standardError: [null, null, null] });
    expect(final.steps).toEqual({ mean: 316 / 3, standardError: null, interval: null });
    const two = { ...experiment, seeds: 2 };
    const [{ final: ofTwo, ledger }] = summarise(filled(2), two).conditions;
    expect(ofTwo.steps).toMatchObject({ standardError: expect.any(Number), interval: null });
    expect(ledger.intervals.set).toBeNull();
  });

  it('are summarised: means, errors, truncations, costs and weights', () => {
    const [condition] = summarise(filled(4), experiment).conditions;
    expect(condition.steps.mean).toEqual([300, 11.5, 6]);
    expect(condition.steps.standardError[1]).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
    expect(condition.truncated).toEqual([4, 0, 0]);
    expect(condition.pulses).toEqual({ set: 101.5, reset: 10 });
    expect(condition.updates).toBe(7.5);
    expect(condition.criticWeights.mean[2]).toBeCloseTo((6 * 2.5) / 108, 12);
    expect(condition.actorWeights.mean[1][1]).toBeCloseTo((5 * 2.5) / 108, 12);
    expect(condition.criticTrajectory!.episodes).toEqual([1, 2, 3]);
    expect(condition.criticTrajectory!.mean[1][3]).toBeCloseTo((12 + 1.5) / 30, 6);
    const { ledger, costs, valueError } = condition;
    expect(ledger).toMatchObject({ set: 101.5, reset: 10, reads: 90, devicesPerWeight: 1 });
    expect(ledger.joules).toBeCloseTo(3e-9 * 2.5, 20);
    expect(ledger.intervals.joules![0]).toBeLessThan(3e-9 * 2.5);
    expect(ledger.deviceSeconds).toBeCloseTo(3e-3, 15);
    expect(ledger.wear).toEqual({ mean: 21, standardError: 0, interval: [21, 21] });
    expect(ledger.perDevice.reset).toEqual(new Array(27).fill(1.5));
    expect(ledger.perDevice.reads[26]).toBe(26);
    expect(costs).toMatchObject({ episodes: [1, 2, 3], reads: [30, 60, 90], wear: [7, 14, 21] });
    expect(costs.pulses[1]).toBeCloseTo((2 / 3) * 111.5, 12);
    expect(costs.joules![0]).toBeCloseTo(1e-9 * 2.5, 20);
    expect(valueError!.mean).toBeCloseTo(0.25, 12);
    // Three episodes: 300, 10 + seed, 6; Student's t for three degrees of freedom is 3.182.
    const { mean, interval } = condition.final.steps;
    expect(mean).toBeCloseTo((300 + 11.5 + 6) / 3, 12);
    const error = Math.sqrt(5 / 3 / 9 / 4);
    expect((interval![1] - mean) / error).toBeCloseTo(3.182, 1);
  });

  it('have no value error if the policy of a seed has no finite value', () => {
    const endless = (seed: number): SeedResult => ({
      ...result(seed),
      ...(seed === 2 && { valueError: NaN }),
    });
    const directory = filled(4, experiment, endless);
    const errors = [...readRows(join(directory, 'seeds.csv'))].map((row) => row[9]);
    expect(errors).toEqual(['0.1', '0.2', '', '0.4']);
    const [{ valueError, final }] = summarise(directory, experiment).conditions;
    expect([valueError, Number.isFinite(final.steps.mean)]).toEqual([null, true]);
    expect(new Results(directory, experiment).done).toBe(4);
  });

  it('have no joules and no device time if the pulses of the measurement are unknown', () => {
    const none = new Float64Array(3).fill(NaN);
    const unknown = (seed: number): SeedResult => ({
      ...result(seed),
      costs: { ...result(seed).costs, joules: none, deviceSeconds: none },
    });
    const directory = filled(4, experiment, unknown);
    const [{ ledger, costs }] = summarise(directory, experiment).conditions;
    expect([ledger.joules, ledger.deviceSeconds, costs.joules]).toEqual([null, null, null]);
    expect(ledger.intervals).toMatchObject({ joules: null, deviceSeconds: null });
    expect(ledger.reads).toBe(90);
    expect(new Results(directory, experiment).done).toBe(4);
  });
});

describe('a run with converters', () => {
  const made = (seed: number): SeedResult => ({
    ...result(seed),
    conversions: { conversions: 100 + seed, clipped: seed, joules: 1e-12, seconds: 2e-9 },
  });

  it('tells what conversions cost, between the value error and the weights', () => {
    const directory = filled(2, inArray, made);
    const rows = readFileSync(join(directory, 'seeds.csv'), 'utf8').split('\n');
    expect(rows[0]).toContain('value_error,conversions,clipped,conversion_joules,conversion_seconds,w0');
    expect(rows[2]).toContain(',0.2,101,1,1e-12,2e-9,');
    const [{ ledger, criticWeights }] = summarise(directory, inArray).conditions;
    expect(ledger.conversions).toMatchObject({ count: { mean: 100.5 }, clipped: { mean: 0.5 } });
    const [plain] = summarise(filled(4), experiment).conditions;
    expect(plain.ledger).not.toHaveProperty('conversions');
    expect(criticWeights.mean[1]).toBeCloseTo((3 / 108) * 1.5, 12);
    expect(fingerprintsIn(directory, inArray)).toEqual([[0, 1].map((seed) => fingerprintOf(made(seed)))]);
  });

  it('counts nothing where a condition has none', () => {
    const directory = filled(1, { ...inArray, seeds: 1 }, result);
    expect(readFileSync(join(directory, 'seeds.csv'), 'utf8')).toContain(',0.1,0,0,0,0,');
  });
});
