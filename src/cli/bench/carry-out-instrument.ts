import { atInstrument, type InstrumentOrder } from '../../bench/at-instrument.js';
import type { CheckOrder } from '../../bench/check-board.js';
import { lineTo, type InstrumentName } from '../../../drivers/protocols/instruments.js';
import { addLimitName } from '../../../drivers/sessions/limits.js';
import { Recording } from '../../../drivers/journal/recording.js';
import { SerialTransport } from '../../../drivers/ports/serial-transport.js';
import { UsageError } from '../../core/errors.js';
import { circumstances, journalOf } from './bench-journal.js';
import { LIMIT_OPTIONS, limitsOf, type BenchOptions } from './bench-options.js';
import type { Outcome } from './carry-out-bench.js';
import { onInterrupt } from '../on-interrupt.js';

/** What a board that does not speak MBP/1 must be told of beside all else. */
export interface InstrumentOptions extends BenchOptions {
  as?: InstrumentName;
  gpib?: number;
  ampsPerCount?: number;
}

/** Checks a board that does not speak MBP/1, with everything written down as it happens; Ctrl-C ends it with the board safe. */
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
  const { gpib, ampsPerCount: amperesPerCount, baud } = options;
  const line = lineTo(as, gpib);
  const transport = await SerialTransport.open(port, ownBaud ? baud : line.baudRate, line.parity);
  const journal = journalOf(port, options);
  const recording = new Recording(journal);
  const uninterrupted = onInterrupt((signal) => recording.interrupt(signal));
  try {
    const begin: InstrumentOrder = {
      program: 'check-instrument',
      as,
      ...(gpib !== undefined && { gpib }),
      ...(amperesPerCount !== undefined && { amperesPerCount }),
      order,
      limits: limitsOf(options),
    };
    journal.note({ begin, ...circumstances(port, transport) });
    const { clock, stop } = recording;
    const link = { transport: recording.connect(transport), clock, journal, stop };
    const tell = (sentence: string) => process.stderr.write(`memloop: ${sentence}\n`);
    const result = await atInstrument(link, begin, tell).catch(addLimitName(LIMIT_OPTIONS));
    return { result, provenance: transport.provenance };
  } finally {
    uninterrupted();
    await transport.close().catch(() => {});
    journal.close();
  }
}
