import { randomInt } from 'node:crypto';
import type { CalibrationRecord } from '../../../devices/files/device-provenance.js';
import { atBench, type OrderOf, type ProgramName, type ResultOf } from '../../bench/at-bench.js';
import type { StepReading } from '../../bench/protocol.js';
import { addLimitName } from '../../../drivers/sessions/limits.js';
import type { Capabilities } from '../../../drivers/sessions/capabilities.js';
import type { Provenance } from '../../../drivers/ports/transport.js';
import type { JournalEntry } from '../../../drivers/journal/read-journal.js';
import { Recording } from '../../../drivers/journal/recording.js';
import { circumstances, journalOf, type OpenJournal } from './bench-journal.js';
import { LIMIT_OPTIONS, limitsOf, type BenchOptions } from './bench-options.js';
import { onInterrupt } from '../on-interrupt.js';
import { openNothing, openPort, type OpenPort } from './open-port.js';

/** What only some programs need. */
export interface BenchExtras {
  earlier?: readonly JournalEntry[];
  calibration?: CalibrationRecord | undefined;
  /** before anything is done on the board, with what the journal then says of this attempt */
  onBoard?: (attempt: readonly JournalEntry[]) => void;
  onReading?: (reading: StepReading) => void;
}

/** What a program at the bench came to, and why it ended early, if it did. */
export interface Outcome<Name extends ProgramName> {
  readonly result: ResultOf<Name>;
  readonly stopped: string | undefined;
  /** what was at the far end, as far as can be told */
  readonly provenance: Provenance;
}

/**
 * Carries out a program on a board: everything is written down as it happens, and Ctrl-C ends it with the board safe.
 * A dry run does it with nothing at the far end, prints the frames and gives no result.
 */
export async function carryOutBench<Name extends ProgramName>(
  port: string,
  options: BenchOptions,
  program: Name,
  order: OrderOf<Name>,
  extras: BenchExtras = {},
): Promise<Outcome<Name> | undefined> {
  const dry = options.dryRun === true;
  const opened = dry ? await openNothing(order.place) : await openPort(port, options.baud);
  try {
    tell(port, dry, opened);
    return await atPort(port, opened, options, { program, order, ...extras });
  } finally {
    await opened.transport.close().catch(() => {});
  }
}

async function atPort<Name extends ProgramName>(
  port: string,
  opened: OpenPort,
  options: BenchOptions,
  { program, order, calibration, ...extras }: { program: Name; order: OrderOf<Name> } & BenchExtras,
): Promise<Outcome<Name> | undefined> {
  const { earlier = [], onBoard = () => {}, onReading = () => {} } = extras;
  const dry = options.dryRun === true;
  const journal = dry ? framePrinter() : journalOf(port, options);
  const recording = new Recording(journal, opened.clock);
  const uninterrupted = onInterrupt((signal) => recording.interrupt(signal));
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
    };
    const result = await opened.during(atBench(link, benchOrder)).catch(addLimitName(LIMIT_OPTIONS));
    return dry ? undefined : { result, stopped: stop.reason, provenance: opened.transport.provenance };
  } finally {
    uninterrupted();
    // The board is safe before its port is closed, and the last word is the port's.
    await opened.transport.close().catch(() => {});
    journal.close();
  }
}

/** Of a dry run: only the frames that would be sent, and not the line feed before the first. */
function framePrinter(): OpenJournal {
  const note = (entry: { sent?: string }) => void (entry.sent?.trim() && process.stdout.write(entry.sent));
  return { note, close: () => {} };
}

/** What the numbers are not: a board's. */
function tell(port: string, dry: boolean, { transport }: OpenPort): void {
  if (dry) process.stderr.write(`memloop: a dry run: no port is opened, and the boot id is made up\n`);
  else if (transport.provenance.kind === 'emulated')
    process.stderr.write(`memloop: ${port} is a pseudo-terminal: what is behind it is emulated\n`);
}
