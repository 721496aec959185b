import { isVirtual } from '../experiment/board/board-port.js';
import { Command, Option } from 'commander';
import { existsSync } from 'node:fs';
import { calibrationRecord, type CalibrationRecord } from '../../devices/files/device-provenance.js';
import type { CharacteriseOrder } from '../bench/characterise.js';
import { progressOf } from '../bench/progress.js';
import type { StepReading } from '../bench/protocol.js';
import { readJournal, type JournalEntry } from '../../drivers/journal/read-journal.js';
import { RunError, UsageError } from '../core/errors.js';
import {
  PORT_HELP,
  limitsOf,
  settingsOf,
  withBenchOptions,
  type BenchOptions,
} from './bench/bench-options.js';
import { changedSettings, headerFromJournal } from './bench/characterisation-journal.js';
import { checkLimits } from './bench/check-limits.js';
import { CharacterisationFile } from '../bench/characterisation-file.js';
import { drawing } from './output/clean-output.js';
import { LivePlot } from './bench/live-plot.js';
import { runBenchProgram } from './bench/run-bench-program.js';
import type { LivePage } from '../live/live-page.js';
import { wholeNumber } from './options.js';
import { withLivePage } from './output/with-live-page.js';
import { liveOption } from './run-options.js';

interface CharacteriseOptions extends BenchOptions {
  cycles: number;
  pulses: number;
  prepare?: true;
  out?: string;
  resume?: true;
  calibration?: CalibrationRecord;
  live?: number;
}

const HELP = `
A cycle is a SET branch and a RESET branch. memloop reads the device at the start of each branch and after every pulse,
and writes each reading to --out at once; memloop fit reads that file. Comment lines at its top give the pulses, the
board and the provenance: emulated, serial or hardware. "hardware" requires a USB identity, a serial number, a
calibrated board and --calibration. The journal of every frame is <out>.jsonl.

To continue after Ctrl-C, a crash or an unplugged cable, repeat the command with --resume. memloop asks the board whether
the last pulse was delivered. If the board was reset and cannot answer, memloop measures that cycle again, after as many
RESET pulses as a branch has. "virtual" does not accept --resume, because its devices are new for every command.
${PORT_HELP}

Examples:
  memloop characterise virtual --out device.csv && memloop fit device.csv
  memloop characterise /dev/ttyACM0 --row 3 --column 1 --cycles 10 --pulses 200 --out r3c1.csv`;

/** `memloop characterise`: measures one device with cycles of SET and RESET pulses. */
export function characteriseCommand(): Command {
  return withBenchOptions(new Command('characterise'))
    .argument('<port>', 'path of a serial port, or virtual')
    .addOption(wholeNumber('--cycles <n>', 'number of cycles', 1).default(10))
    .addOption(wholeNumber('--pulses <n>', 'pulses in each branch', 8).default(200))
    .option('--prepare', 'start with as many RESET pulses as a branch has')
    .option('--out <file>', 'file for the readings (default: r<row>c<column>.csv)')
    .option('--resume', 'continue the measurement in --out')
    .addOption(calibrationOption())
    .addOption(liveOption())
    .addHelpText('after', HELP)
    .action(measure);
}

/** `--calibration`: the board that was calibrated, when, and by whom. */
export function calibrationOption(): Option {
  return new Option(
    '--calibration <serial,date,by>',
    'calibration of the board: its serial number, the date, and the person responsible',
  ).argParser((text) => {
    const [serial, date, ...by] = text.split(',').map((part) => part.trim());
    const parsed = calibrationRecord.safeParse({ serial, date, by: by.join(', ') });
    if (parsed.success) return parsed.data;
    throw new UsageError(
      `--calibration: got "${text}": expected a serial number, a date and a name, as in "B7,2025-01-15,A. Muster"`,
    );
  });
}

async function measure(port: string, options: CharacteriseOptions): Promise<void> {
  const { row, column, cycles, pulses, prepare = false, resume = false } = options;
  const { out = `r${row}c${column}.csv` } = options;
  const order = { ...settingsOf(options), cycles, pulses, prepare };
  if (resume) refuseVirtual(port);
  // One train of RESET pulses brings a device back to the start of a cycle.
  checkLimits(order, limitsOf(options), { set: 1, reset: pulses });
  const journal = options.journal ?? `${out}.jsonl`;
  if (options.dryRun) return void (await runBenchProgram(port, options, 'characterise', order));
  const earlier = resume ? earlierAttempts(journal, order) : newFiles(port, out, journal);
  await withLivePage(options, (page) =>
    measureOn(page, { port, order, out, earlier }, { ...options, journal }),
  );
}

/** A measurement that is about to begin: its files, and what earlier attempts noted. */
interface Measurement {
  readonly port: string;
  readonly order: CharacteriseOrder;
  readonly out: string;
  readonly earlier: readonly JournalEntry[];
}

async function measureOn(
  page: LivePage | undefined,
  { port, order, out, earlier }: Measurement,
  options: CharacteriseOptions,
): Promise<undefined> {
  const { readings } = progressOf(earlier, order);
  const plot = new LivePlot(order, drawing(process.stdout));
  const file = new CharacterisationFile(out, readings);
  const live = page?.device(order, { port, file: out }, readings.length);
  const extras = {
    earlier,
    calibration: options.calibration,
    onBoard: (attempt: readonly JournalEntry[]) => file.begin(headerFromJournal([...earlier, ...attempt])),
    onReading(reading: StepReading) {
      if (reading.pulse === 0 && reading.polarity === 'set') file.keep(plot.begin(reading));
      file.add(reading);
      plot.add(reading);
      live?.add(reading);
    },
    onEntry: live && ((entry: object) => live.noteEntry(entry)),
  };
  try {
    const outcome = await runBenchProgram(port, options, 'characterise', order, extras);
    plot.end();
    const { readings, of } = outcome!.result;
    if (readings < of)
      throw new RunError(
        `${outcome!.stopped}: stopped after ${readings} of ${of} readings; the board is safe${howToContinue(port)}`,
      );
    process.stdout.write(`${out}: ${readings} readings; next: memloop fit ${out}\n`);
  } catch (error) {
    const isComplete = !(error instanceof RunError) || error.message.includes('--resume');
    if (isComplete || file.readings() === 0) throw error;
    throw new RunError(`${error.message}${howToContinue(port)}`, { cause: error });
  } finally {
    file.close();
  }
}

/** @throws UsageError for the virtual board, whose devices no later command meets again */
function refuseVirtual(port: string): void {
  if (!isVirtual(port)) return;
  throw new UsageError(
    '--resume cannot be combined with "virtual", whose devices are new for every command; start a new file instead',
  );
}

function howToContinue(port: string): string {
  return isVirtual(port) ? '' : '; repeat the command with --resume to continue';
}

/** @throws UsageError if the readings or the journal would go to an existing file */
function newFiles(port: string, out: string, journal: string): JournalEntry[] {
  const existing = [out, journal].find((path) => existsSync(path));
  if (existing === undefined) return [];
  const other = isVirtual(port) ? '' : ', or continue it with --resume';
  throw new UsageError(`${existing} exists; choose a new file with --out${other}`);
}

/** What the journal says of earlier attempts. @throws UsageError if they had other settings */
function earlierAttempts(journal: string, order: CharacteriseOrder): JournalEntry[] {
  const entries = readJournal(journal);
  for (const { begin } of entries) {
    if (begin === undefined) continue;
    const changed = changedSettings(order, (begin as { order: CharacteriseOrder }).order);
    if (changed !== undefined) throw new UsageError(`${changed}, as in the first attempt (${journal})`);
  }
  return entries;
}
