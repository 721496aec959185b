import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CalibrationRecord } from '../../devices/files/device-provenance.js';
import { readJournal, type JournalEntry } from '../../drivers/journal/read-journal.js';
import { MeasureFile } from '../bench/measure/measure-file.js';
import { measureProgress, rowsOf } from '../bench/measure/measure-progress.js';
import type { MeasureOrder, MeasurementKind, ReadingRecord } from '../bench/measure/measurement-kind.js';
import { measurements } from '../bench/measure/measurements.js';
import { RunError, UsageError } from '../core/errors.js';
import { isVirtual } from '../experiment/board/board-port.js';
import { makeDirectory } from '../runs/make-directory.js';
import { writeWhole } from '../runs/write-whole.js';
import { PORT_HELP, limitsOf, settingsOf, withBenchOptions } from './bench/bench-options.js';
import { changedSettings, headerFromJournal } from './bench/characterisation-journal.js';
import { checkExtent, extentText } from './bench/check-extent.js';
import { measurementSettings, withMeasurementSettings } from './bench/measure-options.js';
import { MeasurePlot } from './bench/measure-plot.js';
import {
  refuseOtherBoards,
  runInstrumentMeasurement,
  withInstrumentOptions,
  type InstrumentOptions,
} from './bench/run-at-instrument.js';
import { runBenchProgram, type BenchExtras } from './bench/run-bench-program.js';
import { calibrationOption } from './characterise.js';
import { drawing } from './output/clean-output.js';
import { remark } from './run-options.js';

interface MeasureOptions extends InstrumentOptions {
  out?: string;
  resume?: true;
  json?: true;
  calibration?: CalibrationRecord;
}

const HELP = `
The readings go to --out one by one, the figure to the same name with .svg, and every frame to <out>.jsonl. --dry-run says
how much the measurement does at most, and prints its frames.

To continue after Ctrl-C, a crash or an unplugged cable, repeat the command with --resume. memloop asks the board how much of
the last train was given, and gives the rest. Pulses that the board cannot confirm are not repeated; the file counts them.
${PORT_HELP}`;

/** `memloop measure`: the characterisation programs that labs run on one device. */
export function measureCommand(): Command {
  const command = new Command('measure');
  for (const [name, kind] of measurements.entries) command.addCommand(commandOf(name, kind));
  return command;
}

function commandOf(name: string, kind: MeasurementKind): Command {
  const cells = kind.anyVoltage ? '\n\nBehind "virtual" this measurement meets cells of the physical model JART VCM v1b.' : ''; // prettier-ignore
  return withMeasurementSettings(withInstrumentOptions(withBenchOptions(new Command(name))), kind)
    .description(`${kind.meaning}.`)
    .argument('<port>', 'path of a serial port, or virtual')
    .option('--out <file>', `file for the readings (default: ${name}-r<row>c<column>.csv)`)
    .option('--resume', 'continue the measurement in --out')
    .option('--json', 'print the result as one line of JSON')
    .addOption(calibrationOption())
    .addHelpText('after', `${HELP}${cells}\n\nExample:\n  memloop measure ${name} virtual --out ${name}.csv`)
    .action((port: string, options: MeasureOptions, command: Command) =>
      measureOne(name, kind, { port, ownBaud: command.getOptionValueSource('baud') === 'cli' }, options),
    );
}

/** Where a board is, and whether the user gave its speed. */
interface Port {
  readonly port: string;
  readonly ownBaud: boolean;
}

async function measureOne(
  name: string,
  kind: MeasurementKind,
  at: Port,
  options: MeasureOptions,
): Promise<void> {
  const { port } = at;
  refuseOtherBoards(options);
  const { row, column, resume = false } = options;
  const { out = `${name}-r${row}c${column}.csv` } = options;
  const order = { ...settingsOf(options), measurement: name, settings: measurementSettings(kind, options) };
  if (resume && isVirtual(port)) throw new UsageError('--resume cannot be combined with "virtual", whose devices are new for every command; start a new file instead'); // prettier-ignore
  const limits = limitsOf(options);
  checkExtent(kind, order, limits);
  remark(kind.remark?.(order));
  if (options.dryRun && options.as === undefined) {
    process.stderr.write(`memloop: ${name}: ${extentText(kind.extent(order), order, limits)}\n`);
    return void (await runBenchProgram(port, options, 'measure', order));
  }
  const journal = options.journal ?? `${out}.jsonl`;
  const earlier = resume ? earlierAttempts(journal, order) : newFiles(out, journal);
  await carryOut(kind, at, { ...options, out, journal }, order, earlier);
}

async function carryOut(
  kind: MeasurementKind,
  { port, ownBaud }: Port,
  options: MeasureOptions & { out: string; journal: string },
  order: MeasureOrder,
  earlier: readonly JournalEntry[],
): Promise<void> {
  const { out, journal } = options;
  for (const path of [out, journal]) makeDirectory(dirname(path), path);
  const rows: ReadingRecord[] = rowsOf(measureProgress(earlier).records);
  const file = new MeasureFile(out, kind.columns, rows);
  const plot = new MeasurePlot(drawing(process.stdout));
  const again = isVirtual(port) ? '' : '; repeat the command with --resume to continue';
  try {
    const extras: BenchExtras = {
      earlier,
      calibration: options.calibration,
      physical: kind.anyVoltage === true,
      onBoard: (attempt) => file.begin(headerFromJournal([...earlier, ...attempt])),
      onRow(row) {
        file.add(row);
        plot.add(row);
      },
    };
    const { as } = options;
    const outcome = as
      ? await runInstrumentMeasurement({ port, as, options, ownBaud }, order, extras)
      : await runBenchProgram(port, options, 'measure', order, extras);
    plot.end();
    const { result, stopped, provenance } = outcome!;
    if (!result.summary) throw new RunError(`${stopped}: stopped after ${result.rows} readings; the board is safe${again}`); // prettier-ignore
    const { answer, numbers } = result.summary;
    remark(cutShort(rows, options.limitCurrentUa));
    const figure = await writeFigure(kind, order, rows, answer, out);
    const text = `${order.measurement}: ${answer}\n${out}: ${result.rows} readings; figure: ${figure}\n`;
    process.stdout.write(options.json ? `${JSON.stringify({ answer, ...numbers, file: out, figure, provenance })}\n` : text); // prettier-ignore
  } catch (error) {
    if (!(error instanceof RunError) || error.message.includes('--resume') || rows.length === 0) throw error;
    throw new RunError(`${error.message}${again}`, { cause: error });
  } finally {
    file.close();
  }
}

/** What to do where pulses or readings did less than was ordered. */
function cutShort(rows: readonly ReadingRecord[], microamps: number): string | undefined {
  const cut = rows.filter(({ remarks }) => remarks?.includes('compliance')).length;
  if (cut === 0) return undefined;
  return `the current reached the compliance of ${microamps} µA at ${cut} of ${rows.length} readings or in the pulses before them, which ends a pulse early; raise --limit-current-ua if the device bears more`;
}

async function writeFigure(
  kind: MeasurementKind,
  order: MeasureOrder,
  rows: readonly ReadingRecord[],
  answer: string,
  out: string,
): Promise<string> {
  const path = `${out.replace(/\.csv$/i, '')}.svg`;
  const { measurementFigure } = await import('../report/figures/measurement-figure.js');
  const { figureFile } = await import('../report/marks/described.js');
  const { row, column } = order.place;
  const device = `the device at row ${row}, column ${column}`;
  writeWhole(path, figureFile(measurementFigure(kind.drawing(rows, order), answer, device)));
  return path;
}

/** @throws UsageError if the readings or the journal would go to an existing file */
function newFiles(out: string, journal: string): JournalEntry[] {
  const existing = [out, journal].find((path) => existsSync(path));
  if (existing !== undefined) throw new UsageError(`${existing} exists; choose a new file with --out, or continue it with --resume`); // prettier-ignore
  return [];
}

/** What the journal says of earlier attempts. @throws UsageError if they had other settings */
function earlierAttempts(journal: string, order: MeasureOrder): JournalEntry[] {
  const entries = readJournal(journal);
  for (const { begin } of entries) {
    if (begin === undefined) continue;
    const changed = changedSettings(order, (begin as { order: MeasureOrder }).order);
    if (changed !== undefined) throw new UsageError(`${changed}, as in the first attempt (${journal})`);
  }
  return entries;
}
