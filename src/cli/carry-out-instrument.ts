import { checkInstrument } from '../../drivers/bench/check-instrument.js';
import type { CheckOrder } from '../../drivers/bench/check-board.js';
import { FileJournal } from '../../drivers/file-journal.js';
import { instruments, type InstrumentName } from '../../drivers/instruments.js';
import { SerialTransport } from '../../drivers/serial-transport.js';
import type { BareSession } from '../../drivers/bare/session.js';
import { RunError, UsageError } from '../core/errors.js';
import { limitsOf, type BenchOptions } from './bench-options.js';
import type { Outcome } from './carry-out-bench.js';

/** What a board that does not speak MBP/1 must be told of beside all else. */
export interface InstrumentOptions extends BenchOptions {
  as?: InstrumentName;
  gpib?: number;
  ampsPerCount?: number;
}

/** Checks a board that does not speak MBP/1: it says what it cannot do, is armed, tested, and left safe. */
export async function carryOutInstrument(
  port: string,
  as: InstrumentName,
  options: InstrumentOptions,
  order: CheckOrder,
  ownBaud: boolean,
): Promise<Pick<Outcome<'check'>, 'result' | 'provenance'>> {
  if (options.dryRun)
    throw new UsageError(
      '--dry-run: got it with --as: expected it with MBP/1 only, other boards are asked as they answer',
    );
  if (port === 'virtual')
    throw new UsageError(
      `--as ${as}: got the port "virtual", which speaks MBP/1: expected the path of a serial port`,
    );
  const { line, connect } = instruments[as];
  const { gpib, ampsPerCount: amperesPerCount, baud, journal: path } = options;
  const journal = path === undefined ? undefined : new FileJournal(path);
  const transport = await SerialTransport.open(port, ownBaud ? baud : line.baudRate, line.parity);
  try {
    const session = await connect(transport, {
      ...(journal && { journal }),
      ...(gpib !== undefined && { gpib }),
      ...(amperesPerCount !== undefined && { amperesPerCount }),
    });
    for (const sentence of session.cannot) process.stderr.write(`memloop: ${sentence}\n`);
    const check = () => checkInstrument(session, order, limitsOf(options));
    return { result: await untilStopped(session, check), provenance: transport.provenance };
  } finally {
    await transport.close().catch(() => {});
    journal?.close();
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Leaves a board safe, however the work on it ends; a signal lets the exchange that is on end first. */
async function untilStopped<Value>(session: BareSession, work: () => Promise<Value>): Promise<Value> {
  let stopped: string | undefined;
  const stop = (signal: NodeJS.Signals) => {
    stopped = signal;
    session.safe().catch(() => {});
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  try {
    return await work();
  } catch (error) {
    throw stopped === undefined
      ? error
      : new RunError(`stopped by ${stopped}: the board was left safe`, { cause: error });
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    await session.close().catch(() => {});
  }
}
