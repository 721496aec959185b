import { isVirtual } from '../../experiment/board/board-port.js';
import { atInstrument, type InstrumentOrder } from '../../bench/at-instrument.js';
import type { CheckOrder } from '../../bench/check-board.js';
import { lineTo } from '../../../drivers/protocols/board-kinds.js';
import { catalogue } from '../../experiment/catalogue.js';
import { addLimitName } from '../../../drivers/sessions/limits.js';
import { Recording } from '../../../drivers/journal/recording.js';
import { SerialTransport } from '../../../drivers/ports/serial-transport.js';
import { UsageError } from '../../core/errors.js';
import { LIMIT_OPTIONS, limitsOf, type BenchOptions } from './bench-options.js';
import { circumstances, journalOf, type Outcome } from './run-bench-program.js';
import { onInterrupt } from '../on-interrupt.js';

/** The options for a board that does not speak MBP/1. */
export interface InstrumentOptions extends BenchOptions {
  as?: string;
  gpib?: number;
  ampsPerCount?: number;
}

/**
 * Checks a board that does not speak MBP/1. Every event goes to the journal as it happens; Ctrl-C stops the check and
 * leaves the board safe.
 *
 * @param ownBaud whether the user gave `--baud`; else the speed is that of the instrument
 */
export async function runInstrumentCheck(
  port: string,
  as: string,
  options: InstrumentOptions,
  order: CheckOrder,
  ownBaud: boolean,
): Promise<Pick<Outcome<'check'>, 'result' | 'provenance'>> {
  if (options.dryRun)
    throw new UsageError('--dry-run cannot be combined with --as; a dry run needs a board that speaks MBP/1');
  if (isVirtual(port))
    throw new UsageError(
      `--as ${as}: got the port "virtual", which speaks MBP/1: expected the path of a serial port`,
    );
  const { gpib, ampsPerCount: amperesPerCount, baud } = options;
  const kind = catalogue.boards.get(as);
  const line = lineTo(kind, gpib);
  const transport = await SerialTransport.open(port, ownBaud ? baud : line.baudRate, line.parity);
  const journal = journalOf(port, options);
  const recording = new Recording(journal);
  const stopListening = onInterrupt((signal) => recording.interrupt(signal));
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
    const remark = (sentence: string) => process.stderr.write(`memloop: ${sentence}\n`);
    const result = await atInstrument(link, kind, begin, remark).catch(addLimitName(LIMIT_OPTIONS));
    return { result, provenance: transport.provenance };
  } finally {
    stopListening();
    await transport.close().catch(() => {});
    journal.close();
  }
}
