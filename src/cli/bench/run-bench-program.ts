import { isVirtual } from '../../experiment/board/board-port.js';
import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import type { CalibrationRecord } from '../../../devices/files/device-provenance.js';
import { atBench } from '../../bench/at-bench.js';
import type { OrderOf, ProgramName, ResultOf } from '../../bench/at-bench.js';
import type { ReadingRecord } from '../../bench/measure/measurement-kind.js';
import type { StepReading } from '../../bench/protocol.js';
import { addLimitName } from '../../../drivers/sessions/limits.js';
import type { Capabilities } from '../../../drivers/sessions/capabilities.js';
import type { Place } from '../../../drivers/sessions/board-session.js';
import { systemClock, type Clock } from '../../../drivers/ports/clock.js';
import type { Provenance } from '../../../drivers/ports/transport.js';
import type { Transport } from '../../../drivers/ports/transport.js';
import { FileJournal } from '../../../drivers/journal/file-journal.js';
import type { Journal } from '../../../drivers/journal/journal.js';
import type { JournalEntry } from '../../../drivers/journal/read-journal.js';
import { Recording } from '../../../drivers/journal/recording.js';
import { LIMIT_OPTIONS, limitsOf, type BenchOptions } from './bench-options.js';
import type { InProcessBoard } from './in-process-board.js';
import { onInterrupt } from '../on-interrupt.js';

/** The journal of commands at a serial port, unless `--journal` names another one. */
const BENCH_JOURNAL = 'memloop-bench.jsonl';

/** Inputs and listeners that only some programs need. */
export interface BenchExtras {
  /** what the journal says of earlier attempts */
  earlier?: readonly JournalEntry[];
  calibration?: CalibrationRecord | undefined;
  /** called before anything is done on the board, with what the journal then says of this attempt */
  onBoard?: (attempt: readonly JournalEntry[]) => void;
  onReading?: (reading: StepReading) => void;
  onRow?: (row: ReadingRecord) => void;
  /** whether cells of a physical model stand behind `virtual` */
  physical?: boolean;
  /** called after each probe of a board */
  onProbe?: (done: number, of: number) => void;
  /** called with each entry of the journal after it is written */
  onEntry?: ((entry: object) => void) | undefined;
}

/** The result of a program at the bench. */
export interface Outcome<Name extends ProgramName> {
  readonly result: ResultOf<Name>;
  /** why the program stopped early, if it did */
  readonly stopped: string | undefined;
  /** kind and identity of the port */
  readonly provenance: Provenance;
}

/** A journal, and how to close it. */
type OpenJournal = Journal & { close(): void };

/** A connection to a board, the clock that belongs to it, and how to wait for work on it. */
interface OpenPort {
  readonly transport: Transport;
  readonly clock: Clock;
  during<T>(work: Promise<T>): Promise<T>;
}

/**
 * Runs a program on a board. Every event goes to the journal as it happens; Ctrl-C stops the program and leaves the
 * board safe. A dry run has no board, prints the frames, and returns no result.
 */
export async function runBenchProgram<Name extends ProgramName>(
  port: string,
  options: BenchOptions,
  program: Name,
  order: OrderOf<Name>,
  extras: BenchExtras = {},
): Promise<Outcome<Name> | undefined> {
  const dry = options.dryRun === true;
  const opened = dry ? await openNothing(order.place) : await openPort(port, options.baud, extras.physical);
  try {
    remarkOnPort(port, dry, opened);
    return await atPort(port, opened, options, { program, order, ...extras });
  } finally {
    await opened.transport.close().catch(() => {});
  }
}

/** The journal of a command at a port; one for the virtual board is kept only if `--journal` asks for it. */
export function journalOf(port: string, { journal }: BenchOptions): OpenJournal {
  const path = journal ?? (isVirtual(port) ? undefined : BENCH_JOURNAL);
  return path === undefined ? { note: () => {}, close: () => {} } : new FileJournal(path);
}

/** What a journal notes of a command: its port, what was found there, and the version of memloop. */
export function circumstances(port: string, { provenance }: Transport): object {
  const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };
  return { port, provenance, memloop: version };
}

async function atPort<Name extends ProgramName>(
  port: string,
  opened: OpenPort,
  options: BenchOptions,
  { program, order, calibration, ...extras }: { program: Name; order: OrderOf<Name> } & BenchExtras,
): Promise<Outcome<Name> | undefined> {
  const {
    earlier = [],
    onBoard = () => {},
    onReading = () => {},
    onProbe = () => {},
    onRow = () => {},
    onEntry,
  } = extras;
  const dry = options.dryRun === true;
  const journal = dry ? framePrinter() : journalOf(port, options);
  const recording = new Recording(onEntry ? told(journal, onEntry) : journal, opened.clock);
  const stopListening = onInterrupt((signal) => recording.interrupt(signal));
  try {
    const benchOrder = {
      program,
      order,
      limits: limitsOf(options),
      heartbeatMs: options.heartbeatMs,
      nonce: randomInt(0x10000),
      begunAt: Date.now(),
      ...(calibration && { calibration }),
    };
    const begun = { begin: benchOrder, ...circumstances(port, opened.transport) };
    journal.note(begun);
    const { clock, stop } = recording;
    const at = benchOrder.begunAt;
    const link = {
      transport: recording.connect(opened.transport),
      clock,
      journal,
      stop,
      earlier,
      onBoard(board: Capabilities) {
        onBoard([
          { at, ...begun },
          { at, board },
        ]);
      },
      onReading,
      onProbe,
      onRow,
    };
    const result = await opened.during(atBench(link, benchOrder)).catch(addLimitName(LIMIT_OPTIONS));
    return dry ? undefined : { result, stopped: stop.reason, provenance: opened.transport.provenance };
  } finally {
    stopListening();
    // The board is safe before its port is closed, and the closing is the last entry of the journal.
    await opened.transport.close().catch(() => {});
    journal.close();
  }
}

/** A journal whose entries are told on. */
function told(journal: Journal, onEntry: (entry: object) => void): Journal {
  return {
    note(entry) {
      journal.note(entry);
      onEntry(entry);
    },
    sync: () => journal.sync?.(),
  };
}

/** Opens a serial port, or the simulated board of this process. */
async function openPort(port: string, baud: number, physical = false): Promise<OpenPort> {
  if (isVirtual(port)) {
    const boards = await import('./in-process-board.js');
    return inSimulatedTime(physical ? boards.physicalBoard() : boards.virtualBoard());
  }
  const { SerialTransport } = await import('../../../drivers/ports/serial-transport.js');
  const transport = await SerialTransport.open(port, baud);
  return { transport, clock: systemClock, during: (work) => work };
}

/** Opens no port: the far end only answers the protocol. */
async function openNothing(place: Place): Promise<OpenPort> {
  return inSimulatedTime((await import('./in-process-board.js')).dryRunBoard(place));
}

function inSimulatedTime({ transport, time }: InProcessBoard): OpenPort {
  return { transport, clock: time, during: (work) => time.during(work) };
}

/** The journal of a dry run: prints the frames that would be sent, without the line feed before the first. */
function framePrinter(): OpenJournal {
  const note = (entry: { sent?: string }) => void (entry.sent?.trim() && process.stdout.write(entry.sent));
  return { note, close: () => {} };
}

/** Says where the results do not come from a real board. */
function remarkOnPort(port: string, dry: boolean, { transport }: OpenPort): void {
  if (dry) process.stderr.write(`memloop: dry run: no port is opened, and the boot id is made up\n`);
  else if (transport.provenance.kind === 'emulated')
    process.stderr.write(`memloop: ${port} is a pseudo-terminal: the board behind it is emulated\n`);
}
