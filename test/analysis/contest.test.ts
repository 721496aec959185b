import { describe, expect, it, onTestFinished } from 'vitest';
import { presentCandidates } from '../../src/analysis/compare/candidates.js';
import { cellsOf, conditionAt } from '../../src/analysis/compare/cells.js';
import { contestOf, planComparison, planOf } from '../../src/analysis/compare/plan-comparison.js';
import { parseContest } from '../../src/analysis/compare/read-contest.js';
import { withOptions } from '../../src/analysis/compare/set-option.js';
import { runsOf, search } from '../../src/analysis/tuning/search.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { quiet } from '../../devices/noise/noise.js';
import { arrayMaker } from '../../src/experiment/array-maker.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import { RandomStream } from '../../src/core/random-stream.js';

const tMaze = { environment: 't-maze' };

describe('the schemes of a comparison', () => {
  it('are all of the catalogue', () => {
    const task = catalogue.tasks.get('t-maze');
    const compared = Object.values(presentCandidates()).map((candidate) => candidate(task).settings.scheme);
    expect(new Set(compared)).toEqual(new Set([undefined, ...catalogue.schemes.names]
      .filter((name) => name !== 'averaged-reads'))); // prettier-ignore
  });

  it('are computed once where they are the same: averaged reads where reads are exact', () => {
    const contest = contestOf({ ...tMaze, schemes: ['averaged-reads', 'self-correcting'], noise: ['write', 'read'] }); // prettier-ignore
    const cells = cellsOf(contest, false).map(({ scheme, noise, same }) =>
      [scheme, noise, ...same].join(' '),
    );
    expect(cells).toEqual([
      'self-correcting write averaged-reads',
      'self-correcting read',
      'averaged-reads read',
    ]);
  });

  it('are the same however their settings are written: feedback with inverse counts', () => {
    const contest = contestOf({
      ...tMaze,
      schemes: ['inverse-pulses', 'composed-feedback'],
      noise: ['pulse'],
    });
    expect(cellsOf(contest, false).map(({ scheme, same }) => [scheme, ...same])).toEqual([
      ['self-correcting'],
      ['inverse-pulses', 'composed-feedback'],
    ]);
    expect(cellsOf(contest, true)).toHaveLength(3);
  });

  it('are one search where they differ only in where it begins', () => {
    const contest = contestOf({ ...tMaze, schemes: ['write-verify', 'averaged-verify'], noise: ['read'] });
    const names = (tuned: boolean) => cellsOf(contest, tuned).map(({ scheme }) => scheme);
    expect(names(false)).toEqual(['self-correcting', 'write-verify', 'averaged-verify']);
    expect(names(true)).toEqual(['self-correcting', 'write-verify']);
  });

  it('keep the name of the reference where several are the same', () => {
    const contest = contestOf({ ...tMaze, schemes: ['self-correcting'], reference: 'averaged-reads', noise: ['write'] }); // prettier-ignore
    expect(cellsOf(contest, true).map(({ scheme, same }) => [scheme, ...same])).toEqual([
      ['averaged-reads', 'self-correcting'],
    ]);
  });

  it('are searched in what is theirs: the article’s feedback in its learning rate, ideal memory too', () => {
    const contest = contestOf({ ...tMaze, noise: ['read'] });
    const searched = Object.fromEntries(
      cellsOf(contest, true).map(({ scheme, space }) => [scheme, space.map(({ name }) => name)]),
    );
    expect(searched['ideal']).toEqual(['learningRate']);
    expect(searched['self-correcting']).toEqual(['learningRate']);
    expect(searched['dead-zone']).toEqual(['learningRate', 'deadZone']);
    expect(searched['composed-feedback']).toEqual(['learningRate', 'pulses', 'averaging', 'threshold']);
    expect(searched['write-verify']).toEqual(['learningRate', 'tolerance', 'attempts', 'reads', 'averaging', 'threshold']); // prettier-ignore
  });

  it('invert no curves where a device model knows none', () => {
    const bank = 'blind';
    const { calibration: _, ...rest } = catalogue.devices.get('mean').make(
      { fits: shippedDevices().devices, placed: new Uint16Array(1), noise: () => quiet, noisy: false, walk: 'published' },
      {},
    ); // prettier-ignore
    catalogue.devices.add(bank, { ...catalogue.devices.get('mean'), make: () => rest });
    // The catalogue is that of all tests of this process.
    onTestFinished(
      () => void (catalogue.devices as unknown as { kinds: Map<string, unknown> }).kinds.delete(bank),
    );
    const cells = cellsOf(contestOf({ ...tMaze, banks: [bank], noise: ['read'] }), true);
    expect(cells.map(({ scheme }) => scheme)).not.toContain('inverse-pulses');
    for (const { start, space, condition } of cells) {
      expect(String(start['pulses'] ?? condition.pulses)).not.toContain('inverse');
      const counts = space.find(({ name }) => name === 'pulses');
      if (counts) expect(counts).toMatchObject({ choices: ['linear', 'stochastic'] });
    }
    const [asked] = parseExperiment({ environment: 't-maze', conditions: [{ bank, noise: 'read', pulses: 'inverse' }] }).conditions; // prettier-ignore
    expect(() => arrayMaker(asked, shippedDevices().devices, new Uint16Array(1))).toThrow(
      'pulses: got "inverse", which inverts the curves of devices, and blind knows none: expected "linear" or "stochastic"',
    );
  });

  it('begin at their defaults', () => {
    for (const cell of cellsOf(contestOf({ ...tMaze, noise: ['read'] }), true)) {
      const { experiment: plain } = planComparison({ ...tMaze, noise: ['read'] });
      const names = new Set(cell.space.map(({ name }) => name));
      expect(new Set(Object.keys(cell.start))).toEqual(names);
      const at = conditionAt(cell, cell.start);
      const own = plain.conditions.find(({ name }) => name === cell.condition.name)!;
      expect(at.learningRate).toBe(own.learningRate ?? plain.learningRate);
      expect(at.pulses ?? 'linear').toBe(own.pulses);
    }
  });
});

describe('a file that compares schemes', () => {
  const file = {
    environment: 't-maze',
    seeds: 12,
    noise: ['read', { read: 'fitted', pulse: 'fitted' }],
    schemes: [
      'self-correcting',
      { scheme: 'write-verify', name: 'coarse', schemeSettings: { tolerance: 0.02 }, learningRate: 0.8 },
      { scheme: 'write-verify', name: 'fine', schemeSettings: { tolerance: 0.005 } },
      { scheme: 'inverse-pulses', noise: 'read' },
    ],
    budget: { pulses: 20000 },
  };

  it('has the same scheme several times, and searches only what it leaves open', () => {
    const contest = parseContest(file);
    const cells = cellsOf(contest, true);
    expect(cells.map(({ scheme, noise }) => `${scheme}: ${noise}`)).toEqual([
      'self-correcting: read',
      'self-correcting: read + pulse',
      'coarse: read',
      'coarse: read + pulse',
      'fine: read',
      'fine: read + pulse',
      'inverse-pulses: read',
    ]);
    expect(cells[2].space.map(({ name }) => name)).toEqual(['attempts', 'reads', 'averaging', 'threshold']);
    expect(contest).toMatchObject({ tuning: 'quick', budget: { cost: 'pulses', value: 20000 } });
    expect(contest.common.seeds).toBe(12);
  });

  it.each([
    [{ schemes: ['self-corecting'] }, /^schemes\.0\.scheme: got "self-corecting": expected one of .*; did you mean self-correcting\?$/],
    [{ schemes: [{ scheme: 'sign', tolerance: 1 }] }, /^schemes\.0\.tolerance: got an unknown setting: expected one of /],
    [{ schemes: ['sign', 'sign'] }, /^schemes\.1: got the name "sign" a second time: expected names that differ/],
    [{ reference: 'sine', schemes: ['sign'] }, /^reference: got "sine": expected one of sign$/],
    [{ budget: { pulses: 1, reads: 1 } }, /^budget: got 2 costs: expected one, as in \{ pulses: 20000 \}$/],
    [{ noise: ['loud'] }, /^noise\.0: got "loud": expected one of /],
    [{ environment: 'cart-pole' }, /^got the task "cart-pole", in which more steps are better/],
  ])('with %o is refused in one sentence', (wrong, sentence) => {
    expect(() => parseContest({ environment: 't-maze', ...wrong })).toThrow(sentence);
  }); // prettier-ignore

  it('needs its reference wherever a scheme takes part', () => {
    const contest = parseContest({ ...file, reference: 'inverse-pulses' });
    expect(() => cellsOf(contest, true)).toThrow(
      /^schemes: got "self-correcting" with read \+ pulse noise in cycles, where the reference "inverse-pulses" does not take part/,
    );
  });
});

describe('--set', () => {
  const contest = contestOf({ ...tMaze, schemes: ['write-verify'], noise: ['read'] });

  it('sets one scheme, or all of them, and what is set is not searched', () => {
    const set = withOptions(contest, ['write-verify.tolerance=0.02', 'learningRate=0.4']);
    const [feedback, verify] = cellsOf(set, true);
    expect(feedback.space).toEqual([]);
    expect(verify.condition).toMatchObject({ learningRate: 0.4, schemeSettings: { tolerance: 0.02 } });
    expect(verify.space.map(({ name }) => name)).toEqual(['attempts', 'reads', 'averaging', 'threshold']);
  });

  it('without a scheme sets those that have it', () => {
    const [feedback, verify] = cellsOf(withOptions(contest, ['tolerance=0.02']), true);
    expect(feedback.condition.schemeSettings).toBeUndefined();
    expect(verify.condition.schemeSettings).toEqual({ tolerance: 0.02 });
    expect(() => withOptions(contest, ['deadZone=0.02'])).toThrow(
      /expected a setting of self-correcting, one of /,
    );
  });

  it('keeps averaging where reads are exact, because it was asked for', () => {
    const quiet = contestOf({ ...tMaze, schemes: ['averaged-reads'], noise: ['write'] });
    const averaging = (of: typeof quiet) => cellsOf(of, true).map(({ condition }) => condition.averaging);
    expect(averaging(quiet)).toEqual([undefined]);
    expect(averaging(withOptions(quiet, ['averaging=3']))).toEqual([3]);
  });

  it.each([
    ['write-verify', /^--set: got "write-verify": expected scheme\.setting=value/],
    ['verify.reads=2', /^--set: got the scheme "verify": expected one of self-correcting, write-verify/],
    ['write-verify.tolerence=2', /expected a setting of write-verify, one of tolerance, .*; did you mean tolerance\?$/],
    ['learningRate=7', /^--set learningRate: got 7: expected at most 1$/],
    ['learner=foo', /^--set learner: got "foo": expected one of "actor-critic", /],
    ['write-verify.tolerance=abc', /^--set write-verify\.tolerance: got abc: expected 0(\.\d+)? to 1 for write-verify$/],
  ])('%s is refused in one sentence', (option, sentence) => {
    expect(() => withOptions(contest, [option])).toThrow(sentence);
  }); // prettier-ignore
});

describe('the plan of a comparison', () => {
  it.each([['open-loop', 'digital copy'], ['differential-pair', 'colder']])('refuses %s as its reference, which is not ranked', (reference, why) => {
    expect(() => planComparison({ ...tMaze, noise: ['read'], reference })).toThrow(why);
  }); // prettier-ignore

  it('says which schemes hold weights beyond 0 to 1', () => {
    const { comparison } = planComparison({ ...tMaze, noise: ['read'] });
    const wide = comparison.entries.flatMap(({ scheme, range }) => (range ? [[scheme, ...range]] : []));
    expect(wide).toEqual([
      ['differential-pair', -1, 1],
      ['zero-shifting', -2, 2],
    ]);
  });
});

describe('the plan of a tuned comparison', () => {
  it('has a condition for each scheme, and one more for each default that differs', async () => {
    const contest = contestOf({ ...tMaze, schemes: ['dead-zone'], noise: ['read'], tune: 'quick' });
    const cells = cellsOf(contest, true);
    const rounds = [{ kept: 1, fresh: 4, seeds: 2 }, { kept: 2, fresh: 0, seeds: 4 }]; // prettier-ignore
    const scored = (high: boolean) => (point: object, from: number, to: number) =>
      Promise.resolve(Array<number>(to - from).fill(high && point === cells[1].start ? 9 : 1));
    const found = await Promise.all(
      cells.map(({ space, start }, i) =>
        search(space, start, rounds, new RandomStream('plan'), scored(i === 1)),
      ),
    );
    const { experiment, comparison } = planOf(contest, cells, found);
    expect(comparison.tuning).toBe('quick');
    expect(comparison.entries.map(({ untuned }) => untuned)).toEqual([0, 2]);
    expect(comparison.entries[1].tuned?.trials).toBe(runsOf(rounds));
    expect(experiment.conditions.map(({ name }) => name)).toEqual([
      'self-correcting / cycles / read',
      'dead-zone / cycles / read',
      'dead-zone / cycles / read / default',
    ]);
  });
});
