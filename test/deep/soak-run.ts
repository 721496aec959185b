import { join } from 'node:path';
import { Recording } from '../../drivers/journal/recording.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { MbpMachine } from '../../drivers/protocols/mbp/mbp-machine.js';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { ReconnectingSession } from '../../drivers/protocols/mbp/reconnecting-session.js';
import { BankArray } from '../../drivers/virtual/bank-array.js';
import { Cable, type CableOptions } from '../../drivers/virtual/cable.js';
import { CellFaults } from '../../drivers/virtual/cell-faults.js';
import { MeasuredPulses } from '../../drivers/virtual/measured-pulses.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import { Socket } from '../../drivers/virtual/socket.js';
import { virtualCapabilities } from '../../drivers/virtual/virtual-board.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { arrayMaker } from '../../src/experiment/array-maker.js';
import { boardLimits } from '../../src/experiment/board/board-limits.js';
import { physicalWeights } from '../../src/experiment/board/physical-placement.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import type { SeedResult } from '../../src/experiment/seed-run.js';
import { BoardRuns } from '../../src/on-board/board-runs.js';
import type { openBoard } from '../../src/on-board/open-board.js';
import { createRun } from '../../src/runs/run-directory.js';
import { Sleeper } from '../drivers/sleeper.js';
import { scratch } from '../scratch.js';

/** Rows and columns of the board. */
const SIDE = 3;
/** A slow line, as old instruments have: a request and its answer take about 0.1 s. */
const BAUD = 9600;
/** What happens by turns, once in half a minute on average. */
const TROUBLES = ['unplug', 'host sleeps', 'board sleeps', 'reset'] as const;
const MEAN_INTERVAL_MS = 30_000;

/** How a run is disturbed, and how long it goes on. */
interface Soak {
  /** simulated milliseconds after which no further seed begins */
  readonly milliseconds: number;
  readonly faults: NonNullable<CableOptions['faults']>;
  readonly troubles: readonly (typeof TROUBLES)[number][];
  /** called after each simulated hour */
  readonly onHour?: (hour: number, journalBytes: number) => void;
}

/** Learns the T-maze, seed after seed, on one board whose time is skipped. */
export async function soakRun({ milliseconds, faults, troubles, onHour }: Soak) {
  const experiment = parseExperiment({
    environment: 't-maze',
    seeds: 100_000,
    episodes: 40,
    threshold: 0.0025,
    conditions: [{ name: 'soak', bank: 'cycles' }],
    board: { port: 'soak', weights: { C0: [0, 1], C1: [1, 1], C2: [2, 1] }, read: { averages: 4 } },
  });
  const run = createRun(join(scratch(), 'run'), experiment);
  const clock = new SkippingClock();
  const random = new RandomStream('soak');
  const [host, far] = [new Sleeper(clock), new Sleeper(clock)];
  const fits = run.devices.devices;
  const placed = Uint16Array.from({ length: SIDE * SIDE }, (_, cell) => cell);
  for (const { fit, device } of physicalWeights(experiment, experiment.board!, fits))
    placed[device.place.row * SIDE + device.place.column] = fit;
  const cells = new BankArray(
    arrayMaker(experiment.conditions[0], fits, placed, 1).bank(1),
    SIDE,
    SIDE,
    new MeasuredPulses(Array.from(placed, (fit) => fits[fit].conditions)),
    new CellFaults(SIDE, SIDE, []),
    { amperes: 0, random: new RandomStream('amplifier') },
  );
  let boot = 0;
  const can = {
    ...virtualCapabilities(SIDE, SIDE, 'soak'),
    microvoltsStep: 1,
    adcBits: 24,
    rowset: 0,
    durable: true,
  };
  const socket = new Socket(new MbpMachine(can, cells, () => ++boot), far);
  let cable!: Cable;
  const counts: Record<string, number> = {};
  let cables = 0;
  const plug = () => {
    cable = new Cable({ clock, baud: BAUD, faults, delayMs: 400, seed: cables++ });
    const { counts: injected } = cable;
    cable.host.onClose(() => {
      for (const [fault, count] of Object.entries(injected)) counts[fault] = (counts[fault] ?? 0) + count;
    });
    socket.plug(far.end(cable.board));
    return Promise.resolve(host.end(cable.host));
  };
  const given: JournalEntry[] = [];
  let journalBytes = 0;
  const note = (entry: object) => {
    journalBytes += JSON.stringify({ at: 1.7e12, ...entry }).length + 1;
    if ('given' in entry) given.push({ at: 0, ...entry });
  };
  let over = false;
  const act = {
    unplug: () => cable.unplug(),
    'host sleeps': () => host.sleep(500 + 5500 * random.uniform()),
    'board sleeps': () => far.sleep(500 + 5500 * random.uniform()),
    reset: () => socket.reset(),
  };
  const trouble = () => {
    if (over || troubles.length === 0) return;
    clock.after(-MEAN_INTERVAL_MS * Math.log(1 - random.uniform()), () => {
      if (over) return;
      const which = troubles[random.below(troubles.length)];
      counts[which] = (counts[which] ?? 0) + 1;
      act[which]();
      trouble();
    });
  };
  const hour = (k: number) =>
    clock.after(3_600_000, () => {
      onHour?.(k, journalBytes);
      if (!over) hour(k + 1);
    });
  const io = new Recording({ note }, host);
  const open: typeof openBoard = async () => {
    const transport = await io.open(plug);
    const options = { limits: boardLimits(experiment.board!), heartbeatMs: 2000, clock: io.clock };
    const session = await MbpSession.open(transport, { ...options, journal: { note: () => {} } });
    trouble();
    hour(1);
    const reconnect = () => io.open(plug);
    return {
      session: new ReconnectingSession(session, transport, reconnect, io.journal, io.stop),
      provenance: 'emulated',
    };
  };
  const runs = new BoardRuns(run, experiment.board!, { io, boardClock: far, earlier: [] }, open);
  const results: SeedResult[] = [];
  try {
    for await (const some of runs.carryOut(0, experiment.seeds)) {
      results.push(...some);
      if (clock.now() >= milliseconds) break;
    }
  } finally {
    over = true;
  }
  return { results, given, counts, cells, journalBytes, hours: clock.now() / 3.6e6, side: SIDE };
}
