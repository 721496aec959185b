import { join } from 'node:path';
import { expect } from 'vitest';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { BankArray } from '../../drivers/virtual/bank-array.js';
import { Cable } from '../../drivers/virtual/cable.js';
import { CellFaults } from '../../drivers/virtual/cell-faults.js';
import { MeasuredPulses } from '../../drivers/virtual/measured-pulses.js';
import { ReferencedArray } from '../../drivers/virtual/referenced-array.js';
import { Recording } from '../../drivers/journal/recording.js';
import { ReconnectingSession } from '../../drivers/protocols/mbp/reconnecting-session.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { assemble } from '../../src/experiment/assemble.js';
import { boardLimits } from '../../src/experiment/board/board-limits.js';
import { readRecords } from '../../src/runs/board-record.js';
import { BoardRuns } from '../../src/on-board/board-runs.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { arrayMaker } from '../../src/experiment/array-maker.js';
import type { openBoard } from '../../src/on-board/open-board.js';
import { physicalWeights } from '../../src/experiment/board/physical-placement.js';
import { createRun, type Run } from '../../src/runs/run-directory.js';
import { runSeed, type SeedResult } from '../../src/experiment/seed-run.js';
import { AnalogueArray } from './analogue-array.js';
import { CAUSE, FirmwareBoard } from './firmware-board.js';
import { FirmwareClock } from './firmware-clock.js';
import { UnwatchedCells } from './unwatched-cells.js';
import { scratch } from '../scratch.js';

/** The measured devices' curves, under pulses that this board can make: theirs were of up to 2.7 V. */
const CONDITIONS = {
  set: { volts: 1, widthSeconds: 1e-5 },
  reset: { volts: -1, widthSeconds: 1e-5 },
  periodSeconds: 5e-4,
  readVolts: 0.2,
};
const LIMITS = { lowestVolts: -1, highestVolts: 1, amperes: 2e-4 };
export const OHMS = 9990;
/** White noise of a sample at the converter, volts: 0.4 counts. */
const NOISE_VOLTS = 1.6e-3;

/** The whole critic: nine devices of 4×4, whose currents the host adds up. */
export const WHOLE = Object.fromEntries(
  Array.from({ length: 9 }, (_, k) => [`C${k}`, [Math.floor(k / 3), k % 3]]),
);
/** Three devices of the critic in one column with the reference row, where the array adds up. */
export const SUMMED = { C0: [0, 1], C1: [1, 1], C2: [2, 1] };

/** A run of the T-maze on the firmware, in a directory of its own. */
export function prepared(weights: object, reference?: object): Run {
  const experiment = parseExperiment({
    environment: 't-maze',
    seeds: 1,
    firstSeed: 1,
    episodes: 40,
    threshold: 0.0025,
    conditions: [{ name: 'firmware', bank: 'cycles' }],
    board: {
      port: 'avr8js',
      weights: weights as Record<string, [number, number]>,
      read: { averages: 32, scale: reference ? 4 : 1 },
      ...(reference && { reference: reference as { row: number } }),
    },
  });
  const run = createRun(join(scratch(), 'run'), experiment);
  const devices = run.devices.devices.map((device) => ({ ...device, conditions: CONDITIONS }));
  const board = { ...experiment.board!, limits: { ...experiment.board!.limits, ...LIMITS } };
  return { ...run, experiment: { ...experiment, board }, devices: { ...run.devices, devices } };
}

/** Runs on the firmware: the result, and all pulses as they were at the pins. */
export async function runOn(run: Run, resetAtPulse = Infinity) {
  const { experiment, devices } = run;
  const setup = experiment.board!;
  const rows = setup.reference ? 3 : 4;
  const placed = Uint16Array.from({ length: rows * 4 }, (_, cell) => cell);
  for (const { fit, device } of physicalWeights(experiment, setup, devices.devices))
    placed[device.place.row * 4 + device.place.column] = fit;
  const bank = arrayMaker(experiment.conditions[0], devices.devices, placed, 1).bank(experiment.firstSeed);
  const amplifier = { amperes: 0, random: new RandomStream('amplifier') };
  const pulses = new MeasuredPulses(Array.from(placed, () => CONDITIONS));
  const cells = new BankArray(bank, rows, 4, pulses, new CellFaults(rows, 4, []), amplifier);
  const noise = new RandomStream('converter');
  const drawn = new Float64Array(1);
  const wired = setup.reference ? new ReferencedArray(cells, OHMS) : cells;
  const array = new AnalogueArray(new UnwatchedCells(wired, bank), () => {
    noise.normals(drawn, 1);
    return NOISE_VOLTS * drawn[0];
  });
  const board = new FirmwareBoard(array);
  const clock = new FirmwareClock(board);
  array.onPulse = () => {
    if (array.pulses.length === resetAtPulse) board.resetNow(CAUSE.brownOut);
  };
  const connect = () => {
    const cable = new Cable({ clock });
    board.plug(cable.board);
    return cable.host;
  };
  let nonce = 0x5d1c;
  const sent = new Set<string>();
  const answered = new Set<string>();
  const note = (entry: { sent?: string; received?: string }) => {
    if (entry.sent?.includes(' TRAIN ')) sent.add(entry.sent.slice(1, 10));
    if (entry.received?.startsWith('<')) answered.add(entry.received.slice(1, 10));
  };
  const open: typeof openBoard = async () => {
    const transport = connect();
    const options = {
      limits: boardLimits(setup),
      heartbeatMs: 2000,
      clock,
      nonce: () => nonce++,
      journal: { note },
    };
    const session = await MbpSession.open(transport, options);
    const steadfast = new ReconnectingSession(session, transport, () => Promise.resolve(connect()));
    return { session: steadfast, provenance: 'emulated' };
  };
  const results: SeedResult[] = [];
  const all = async () => {
    const io = new Recording({ note: () => {} }, clock);
    const runs = new BoardRuns(run, setup, { io, boardClock: clock, earlier: [] }, open);
    for await (const some of runs.carryOut(0, 1)) results.push(...some);
  };
  await clock.during(all());
  return {
    result: results[0],
    resets: board.resets,
    unanswered: [...sent].filter((train) => !answered.has(train)),
    array,
    record: readRecords(run.directory)[0],
  };
}

/** Mean steps of the last 15 of 40 episodes. */
export const lately = ({ steps }: SeedResult) =>
  steps.subarray(25).reduce((sum, moves) => sum + moves / 15, 0);

/** Learns the T-maze on the firmware twice to the bit, about as well as without it, within the limits of its pins. */
export async function learnTwice(
  name: string,
  weights: object,
  product: string,
  reference?: object,
): Promise<void> {
  const one = await runOn(prepared(weights, reference));
  const again = await runOn(prepared(weights, reference));
  process.stdout.write(
    `${name}: ${lately(one.result).toFixed(2)} steps, ${one.array.pulses.length} pulses, TD error ${one.record.td.rms.toExponential(1)}\n`,
  );
  expect(one.record).toMatchObject({ product, provenance: 'emulated', board: { model: 'memloop-4x4' } });
  expect(again.result.steps).toEqual(one.result.steps);
  expect(again.result.weights).toEqual(one.result.weights);
  expect(again.array.pulses).toEqual(one.array.pulses);
  expect(one.array.highestCell).toBe(1);
  expect(one.array.mostPulsed).toBe(1);
  expect(one.array.outputs.at(-1)).toMatchObject({ on: false });
  const run = prepared(weights, reference);
  const make = assemble(run.experiment, run.experiment.conditions[0], run.devices.devices);
  const simulated = await runSeed(run.experiment, 0, 1, make(1));
  expect(lately(one.result)).toBeLessThan(lately(simulated) + 4);
}
