import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { givenTo } from '../../drivers/sessions/given-pulses.js';
import { readJournal, type JournalEntry } from '../../drivers/journal/read-journal.js';
import { Recording } from '../../drivers/journal/recording.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import { virtualCapabilities } from '../../drivers/virtual/virtual-board.js';
import { assemble } from '../../src/experiment/assemble.js';
import { checkOpened } from '../../src/on-board/board-access.js';
import { recordedRuns } from '../../src/on-board/board-journal.js';
import { keepRecord, readRecords } from '../../src/runs/board-record.js';
import { BoardRuns } from '../../src/on-board/board-runs.js';
import { boardSummary, weakest } from '../../src/runs/board-summary.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import { openBoard } from '../../src/on-board/open-board.js';
import { createRun } from '../../src/runs/run-directory.js';
import { runSeed, type SeedResult } from '../../src/experiment/seed-run.js';
import { scratch } from '../scratch.js';

const directories: string[] = [];
afterEach(() => directories.splice(0).forEach((path) => rmSync(path, { recursive: true })));

const BOARD = {
  port: 'virtual',
  weights: { C0: [0, 0], C1: [1, 0] } as Record<string, [number, number]>,
  reference: { row: 2, ohms: 9990 },
  read: { scale: 5, averages: 64 },
};

function prepared(changes: Partial<ExperimentInput> = {}) {
  const directory = scratch();
  directories.push(directory);
  const experiment = parseExperiment({
    environment: 't-maze',
    seeds: 1,
    episodes: 20,
    threshold: 0.0025,
    conditions: [{ name: 'on board', bank: 'cycles' }],
    board: BOARD,
    ...changes,
  });
  return createRun(join(directory, 'run'), experiment);
}

async function runsOf(run: ReturnType<typeof prepared>, open = openBoard): Promise<SeedResult[]> {
  const { seeds, conditions, board } = run.experiment;
  const results: SeedResult[] = [];
  const range = [0, seeds * conditions.length] as const;
  for await (const some of recordedRuns(run, board!, range, new AbortController().signal, open)) {
    results.push(...some);
  }
  return results;
}

describe('runs on a virtual board', () => {
  it('are the same for the same seed, and tell what they were done on', async () => {
    const run = prepared();
    const [one] = await runsOf(run);
    const [again] = await runsOf(prepared());
    expect(again.steps).toEqual(one.steps);
    expect(again.weights).toEqual(one.weights);
    const [record] = readRecords(run.directory);
    expect(record).toMatchObject({
      condition: 'on board',
      provenance: 'emulated',
      product: 'in-memory',
      board: { port: 'virtual', model: 'memloop-virtual' },
    });
    expect(record.started.map(({ name }) => name)).toEqual(['C0', 'C1']);
    expect(record.td.count).toBe(record.td.expected.length);
    expect(record.td.over.length).toBe(2);
    // 64 samples of the amplifier, and the converter's step
    expect(record.td.rms).toBeGreaterThan(0);
    expect(record.td.rms).toBeLessThan(0.001);
    expect(record.time.steps).toBeGreaterThan(100);
  });

  it.each([
    [20_000, /got (19|20)\d\d\d Ω: expected 9990 Ω, within 10 % \(board.reference\)/],
    [1, /got 3 flagged readings in a row/],
  ])('end before the first pulse where the reference resistor has %i Ω', async (ohms, sentence) => {
    const run = prepared();
    const other: typeof openBoard = (setup, ...rest) =>
      openBoard({ ...setup, reference: { row: 2, ohms } }, ...rest);
    await expect(runsOf(run, other)).rejects.toThrow(sentence);
    expect(readFileSync(join(run.directory, 'journal.jsonl'), 'utf8')).not.toContain(' TRAIN ');
  });

  it('are refused limits that the board cannot keep, in the words of the experiment', async () => {
    const run = prepared({ board: { ...BOARD, limits: { highestVolts: 5000 } } });
    await expect(runsOf(run)).rejects.toThrow(
      'the limit of positive pulses: got 5000 V: expected 0 to 5 V, which board seed-0 can do (board.limits.highestVolts)',
    );
  });

  it('say so where the host makes the sums', async () => {
    const { reference: _, ...without } = BOARD;
    const run = prepared({ board: without, episodes: 3 });
    await runsOf(run);
    expect(readRecords(run.directory)[0].product).toBe('host-sum');
  });

  it('take the smallest measurable sum for anything below it', async () => {
    const floor = 0.035;
    const run = prepared({ board: { ...BOARD, floor }, episodes: 3 });
    const [{ costs }] = await runsOf(run);
    const [{ costs: usual }] = await runsOf(prepared({ episodes: 3 }));
    // where there is nothing to learn yet, the sign of noise is worth seven pulses
    expect(costs.set.at(-1)).toBeGreaterThan(usual.set.at(-1)!);
  });

  it('leave the board without voltages, also when they fail or are stopped', async () => {
    const sent: string[] = [];
    const spied: typeof openBoard = async (...args) => {
      const { session, provenance } = await openBoard(...args);
      let left = 40;
      const spy = new Proxy(session, {
        get(target, name) {
          const own = Reflect.get(target, name) as unknown;
          if (typeof own !== 'function') return own;
          return (...args: unknown[]): unknown => {
            sent.push(String(name));
            if (left-- === 0) throw new Error('cut');
            return (own as (...args: unknown[]) => unknown).apply(target, args);
          };
        },
      });
      return { session: spy, provenance };
    };
    await expect(runsOf(prepared(), spied)).rejects.toThrow('cut');
    expect(sent.slice(-2)).toEqual(['safe', 'close']);
  });

  it('wear the virtual devices of their own seed, and no others', async () => {
    const alone = prepared();
    await runsOf(alone);
    const journal = readJournal(join(alone.directory, 'journal.jsonl'));
    const worn = [0, 1].map((row) => givenTo({ row, column: 0 }, journal));
    const pulsesPerDevice = Math.max(...worn.map(({ set, reset }) => set + reset));
    expect(pulsesPerDevice).toBeGreaterThan(10);
    const conditions = ['one', 'again'].map((name) => ({ name, bank: 'cycles' as const }));
    const board = { ...BOARD, limits: { pulsesPerDevice } };
    expect(await runsOf(prepared({ conditions, board }))).toHaveLength(2);
  });

  it('are computed where the bank is ideal', async () => {
    const conditions = [{ name: 'ideal', bank: 'ideal' as const }, { bank: 'cycles' as const }];
    const run = prepared({ conditions, episodes: 5 });
    const [ideal] = await runsOf(run);
    const { experiment, devices } = run;
    const made = assemble(experiment, experiment.conditions[0], devices.devices)(0);
    expect(ideal.steps).toEqual((await runSeed(experiment, 0, 0, made)).steps);
    expect(readRecords(run.directory)).toHaveLength(1);
  });

  it('agree with simulated ones: steps and every critic weight within 4 combined standard errors of 60 seeds', async () => {
    const run = prepared({ seeds: 60, episodes: 120 });
    const board = await runsOf(run);
    const { experiment, devices } = run;
    const make = assemble(experiment, experiment.conditions[0], devices.devices);
    const simulated: SeedResult[] = [];
    for (let seed = 0; seed < 60; seed++) simulated.push(await runSeed(experiment, 0, seed, make(seed)));
    const last = ({ steps }: SeedResult) => steps.subarray(70).reduce((sum, moves) => sum + moves / 50, 0);
    expect(apart(board.map(last), simulated.map(last))).toBeLessThan(4);
    for (let cell = 0; cell < 9; cell++) {
      // w6 is 1 in all of them, or nearly so
      const weight = ({ weights }: SeedResult) => weights[cell * 3];
      if (cell !== 6) expect(apart(board.map(weight), simulated.map(weight))).toBeLessThan(4);
    }
  });
});

describe('a run on a board that is gone on with', () => {
  const given = { row: 0, column: 0, microvolts: 2_500_000, count: 990, done: 900, uncertain: 90 };

  it('remembers how worn its devices are, uncertain pulses included', async () => {
    const run = prepared({ board: { ...BOARD, limits: { pulsesPerDevice: 1000 } } });
    const boardClock = new SkippingClock();
    const io = new Recording({ note: () => {} }, boardClock);
    const learn = async (earlier: JournalEntry[]) => {
      const runs = new BoardRuns(run, run.experiment.board!, { io, boardClock, earlier });
      for await (const _ of runs.carryOut(0, 1));
    };
    await learn([]);
    const worn = [
      { at: 1, given },
      { at: 2, settled: { ...given, count: 10, done: 10, uncertain: 0 } },
    ];
    await expect(learn(worn)).rejects.toThrow(
      /^C0: got \d+ pulses in addition to 1000: expected at most 1000 in total/,
    );
  });

  it('has the board with which it began', () => {
    const can = { ...virtualCapabilities(3, 1, 'here'), rowset: 8 };
    const { board } = prepared().experiment;
    const check = (serial: string) => () =>
      checkOpened(can, board!, { weights: [] }, { earlier: [{ at: 1, board: { serial } }] });
    expect(check('here')).not.toThrow();
    expect(check('there')).toThrow(
      'the board: got serial number here: expected there, with which this run began',
    );
  });
});

describe('a board in an experiment', () => {
  const board =
    (changes: object, rest: object = {}) =>
    () =>
      parseExperiment({ environment: 't-maze', board: { ...BOARD, ...changes }, ...rest });

  it('has weights that are there, each in a cell of its own', () => {
    expect(board({ weights: { C9: [0, 0] } })).toThrow(
      'board.weights.C9: got an unknown weight: expected one of C0, A0_0, …, A8_1',
    );
    expect(board({ weights: { C0: [0, 0], A1_1: [0, 0] } })).toThrow(
      'got [0, 0]: expected a cell of its own, C0 is there',
    );
    expect(board({ weights: { C0: [2, 0] } })).toThrow('expected another row than the reference row');
    expect(board({ as: 'arc-one' })).toThrow('board.as: got arc-one at the port "virtual"');
    expect(board({ gpib: 24 })).toThrow('board.gpib: got 24: requires as: source-meter');
    expect(board({ weights: { C0: [3, 0] } })).toThrow('on a virtual board the reference row is the last');
    expect(board({ weights: {} })).toThrow('expected at least one weight on the board');
  });

  it('has one device a weight', () => {
    expect(board({}, { conditions: [{ bank: 'mean', scheme: 'differential-pair' }] })).toThrow(
      'got differential-pair (mean/write/linear/differential-pair), which has 2 devices a weight',
    );
  });

  it('is refused before there is a directory where its limits do not allow what its devices were measured with', () => {
    expect(() => prepared({ board: { ...BOARD, limits: { highestVolts: 2 } } })).toThrow(
      'board.weights.C0: got SET pulses of 2.5 V: expected what board.limits.highestVolts allows',
    );
    expect(() => prepared({ board: { ...BOARD, limits: { pulseSeconds: 2e-6 } } })).toThrow(
      'got RESET pulses of 0.00001 s: expected what board.limits.pulseSeconds allows',
    );
  });

  it('is the same when it is read again, and leaves a simulated run as it is', () => {
    const once = board({})();
    expect(parseExperiment(once)).toEqual(once);
  });
});

describe('records of boards', () => {
  const record = {
    condition: 'a',
    seed: 1,
    provenance: 'hardware' as const,
    product: 'in-memory' as const,
    board: { port: '/dev/ttyACM0', model: 'm', firmware: '1', serial: '7' },
    started: [],
    uncertainPulses: 0,
    td: { count: 2, rms: 0.1, largest: 0.2, over: [2], expected: [0, 1], measured: [0, 1] },
    time: { steps: 10, link: 1, settle: 2, host: 3, hostMedian: 1 },
  };

  it('count the last one of a run, and none that a kill left half written', () => {
    const { directory } = prepared();
    keepRecord(directory, record);
    keepRecord(directory, { ...record, product: 'host-sum' });
    keepRecord(directory, { ...record, seed: 2 });
    const path = join(directory, 'board.jsonl');
    const text = readFileSync(path, 'utf8');
    expect(text.split('\n')).toHaveLength(4);
    appendFileSync(path, '\n{"condition":"a","seed":3,"prov');
    expect(readRecords(directory).map(({ seed, product }) => [seed, product])).toEqual([
      [1, 'host-sum'],
      [2, 'in-memory'],
    ]);
  });

  it('come together: hardware only where all were, means by step', () => {
    const other = {
      ...record,
      provenance: 'emulated' as const,
      time: { ...record.time, steps: 30, link: 5 },
    };
    expect(weakest([record, record]).provenance).toBe('hardware');
    expect(weakest([record, other]).provenance).toBe('emulated');
    const { td, time } = boardSummary([
      record,
      { ...other, td: { ...record.td, count: 6, rms: 0.3, over: [1, 5] } },
    ])!;
    expect(td.rms).toBeCloseTo(Math.sqrt((2 * 0.01 + 6 * 0.09) / 8), 12);
    expect([td.count, td.over, time.steps, time.link]).toEqual([8, [3, 5], 40, 4]);
    expect(boardSummary([])).toBeUndefined();
  });
});

/** Difference of two means in combined standard errors. */
function apart(one: number[], other: number[]): number {
  const moments = (values: number[]) => {
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
    return [mean, variance / values.length];
  };
  const [[a, u], [b, v]] = [moments(one), moments(other)];
  return Math.abs(a - b) / Math.sqrt(u + v);
}
