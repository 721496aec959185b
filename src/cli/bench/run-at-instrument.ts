import type { Command } from 'commander';
import { lineTo } from '../../../drivers/protocols/board-kinds.js';
import type { BoardKind } from '../../../drivers/protocols/board-kind.js';
import type { Capabilities } from '../../../drivers/sessions/capabilities.js';
import { addLimitName } from '../../../drivers/sessions/limits.js';
import { Recording } from '../../../drivers/journal/recording.js';
import { SerialTransport } from '../../../drivers/ports/serial-transport.js';
import { atInstrument, type InstrumentLink, type InstrumentOrder } from '../../bench/at-instrument.js';
import type { CheckOrder } from '../../bench/check-board.js';
import type { MeasureOrder } from '../../bench/measure/measurement-kind.js';
import { UsageError } from '../../core/errors.js';
import { isVirtual } from '../../experiment/board/board-port.js';
import { boardsThatTake, catalogue, type BoardSetting } from '../../experiment/catalogue.js';
import { onInterrupt } from '../on-interrupt.js';
import { choice, quantity, wholeNumber } from '../options.js';
import { pluginOption } from '../plugin-option.js';
import { LIMIT_OPTIONS, limitsOf, type BenchOptions } from './bench-options.js';
import { circumstances, journalOf, type BenchExtras, type Outcome } from './run-bench-program.js';

/** The options for a board that does not speak MBP/1. */
export interface InstrumentOptions extends BenchOptions {
  as?: string;
  gpib?: number;
  ampsPerCount?: number;
}

/** Which board it is, and how it is reached. */
interface Instrument {
  readonly port: string;
  readonly as: string;
  readonly options: InstrumentOptions;
  /** whether the user gave `--baud`; else the speed is that of the instrument */
  readonly ownBaud: boolean;
}

/** Adds `--as`, and what such boards need. */
export function withInstrumentOptions(command: Command): Command {
  return command
    .addOption(choice('--as <board>', 'kind of a board that does not speak MBP/1', catalogue.boards.names))
    .addOption(wholeNumber('--gpib <address>', 'address of a source-measure unit behind a Prologix or AR488 bridge', 0, 30))
    .addOption(quantity('--amps-per-count <A>', 'current per ADC count of an OpenMENA, measured', -1e-3, 1e-3))
    .addOption(pluginOption());
} // prettier-ignore

/** @throws UsageError for an option of another kind of board */
export function refuseOtherBoards({ as, gpib, ampsPerCount }: InstrumentOptions): void {
  refuseUntaken('--gpib', 'gpib', gpib, as);
  refuseUntaken('--amps-per-count', 'amperesPerCount', ampsPerCount, as);
}

function refuseUntaken(option: string, setting: BoardSetting, value: unknown, as: string | undefined): void {
  const takers = boardsThatTake(setting);
  if (value === undefined || (as !== undefined && takers.includes(as))) return;
  throw new UsageError(`${option} requires --as ${takers.join(' or ')}`);
}

/** Checks a board that does not speak MBP/1. */
export function runInstrumentCheck(instrument: Instrument, order: CheckOrder): Promise<Outcome<'check'>> {
  const begin = { ...settingsOf(instrument), program: 'check-instrument', order } as const;
  return atPort(instrument, begin, {}, (link, kind) => atInstrument(link, kind, begin, told));
}

/** Measures a device on a board that does not speak MBP/1. */
export function runInstrumentMeasurement(
  instrument: Instrument,
  order: MeasureOrder,
  extras: BenchExtras,
): Promise<Outcome<'measure'>> {
  const { calibration } = extras;
  const settings = { ...settingsOf(instrument), begunAt: Date.now(), ...(calibration && { calibration }) };
  const begin = { ...settings, program: 'measure', order } as const;
  return atPort(instrument, begin, extras, (link, kind) => atInstrument(link, kind, begin, told));
}

function settingsOf({ as, options }: Instrument) {
  const { gpib, ampsPerCount: amperesPerCount } = options;
  return {
    as,
    ...(gpib !== undefined && { gpib }),
    ...(amperesPerCount !== undefined && { amperesPerCount }),
    limits: limitsOf(options),
  };
}

function told(sentence: string): void {
  process.stderr.write(`memloop: ${sentence}\n`);
}

/** Works at such a board. Every event goes to the journal as it happens; Ctrl-C stops the work and leaves the board safe. */
async function atPort<Result>(
  { port, as, options, ownBaud }: Instrument,
  begin: InstrumentOrder,
  { earlier = [], onBoard, onRow }: BenchExtras,
  work: (link: InstrumentLink, kind: BoardKind) => Promise<Result>,
) {
  if (options.dryRun)
    throw new UsageError('--dry-run cannot be combined with --as; a dry run needs a board that speaks MBP/1');
  if (isVirtual(port))
    throw new UsageError(`--as ${as}: got the port "virtual", which speaks MBP/1: expected the path of a serial port`);
  const kind = catalogue.boards.get(as);
  const line = lineTo(kind, options.gpib);
  const transport = await SerialTransport.open(port, ownBaud ? options.baud : line.baudRate, line.parity);
  const journal = journalOf(port, options);
  const recording = new Recording(journal);
  const stopListening = onInterrupt((signal) => recording.interrupt(signal));
  try {
    const begun = { begin, ...circumstances(port, transport) };
    journal.note(begun);
    const { clock, stop } = recording;
    const at = begin.begunAt ?? Date.now();
    const link = {
      transport: recording.connect(transport),
      clock,
      journal,
      stop,
      earlier,
      onBoard: (board: Capabilities) => onBoard?.([{ at, ...begun }, { at, board }]),
      ...(onRow && { onRow }),
    };
    const result = await work(link, kind).catch(addLimitName(LIMIT_OPTIONS));
    return { result, stopped: stop.reason, provenance: transport.provenance };
  } finally {
    stopListening();
    await transport.close().catch(() => {});
    journal.close();
  }
} // prettier-ignore
