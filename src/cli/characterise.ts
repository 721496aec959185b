import { Command } from 'commander';
import { existsSync } from 'node:fs';
import type { CalibrationRecord } from '../../devices/files/device-provenance.js';
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
import { calibrationOption } from './calibration-option.js';
import { carryOutBench } from './bench/carry-out-bench.js';
import { CharacterisationFile } from '../bench/characterisation-file.js';
import { LivePlot } from './bench/live-plot.js';
import { wholeNumber } from './options.js';
import { refuseBeyond } from './bench/refuse-beyond.js';
import { settingsThatDiffer } from './bench/settings-that-differ.js';
import { toldBy } from './bench/told-by.js';

interface CharacteriseOptions extends BenchOptions {
  cycles: number;
  pulses: number;
  prepare?: true;
  out?: string;
  resume?: true;
  calibration?: CalibrationRecord;
}

const HELP = `
Each cycle is a SET and a RESET branch, read at its start and after every pulse. The file is what memloop fit reads, and
grows as readings come. Comment lines above its columns tell pulses, board and provenance: emulated, serial, or hardware,
which takes a USB identity, a serial number, a calibrated board and --calibration. Beside it, in <out>.jsonl, is the
journal of every frame. After Ctrl-C, a kill or an unplug the same command with --resume goes on: the board is asked
what became of the last pulse, and if it was reset and cannot know, that cycle is measured anew after as many RESET
pulses as a branch has. "virtual" takes no --resume: its devices are new for every command.
${PORT_HELP}

Examples:
  memloop characterise virtual --out device.csv && memloop fit device.csv
  memloop characterise /dev/ttyACM0 --row 3 --column 1 --cycles 10 --pulses 200 --out r3c1.csv`;

/** `memloop characterise`: measures one device as the article's devices were. */
export function characteriseCommand(): Command {
  return withBenchOptions(new Command('characterise'))
    .description('Measure one device: cycles of SET and RESET pulses with a read after each.')
    .argument('<port>', 'path of a serial port, or virtual')
    .addOption(wholeNumber('--cycles <n>', 'cycles', 1).default(10))
    .addOption(wholeNumber('--pulses <n>', 'pulses of each branch', 8).default(200))
    .option('--prepare', 'begin with as many RESET pulses as a branch has')
    .option('--out <file>', 'write the readings here (default: r<row>c<column>.csv)')
    .option('--resume', 'go on with what an earlier attempt left in --out')
    .addOption(calibrationOption())
    .addHelpText('after', HELP)
    .action(measure);
}

async function measure(port: string, options: CharacteriseOptions): Promise<void> {
  const { row, column, cycles, pulses, prepare = false, resume = false, calibration } = options;
  const { out = `r${row}c${column}.csv` } = options;
  const order = { ...settingsOf(options), cycles, pulses, prepare };
  if (resume) refuseNewDevice(port);
  // One train of RESET pulses brings a device back to the start of a cycle.
  refuseBeyond(order, limitsOf(options), { set: 1, reset: pulses });
  const journal = options.journal ?? `${out}.jsonl`;
  if (options.dryRun) return void (await carryOutBench(port, options, 'characterise', order));
  const earlier = resume ? attemptsIn(journal, order) : nothingIn(port, out, journal);
  const plot = new LivePlot(order, process.stdout);
  const file = new CharacterisationFile(out, progressOf(earlier, order).readings);
  const extras = {
    earlier,
    calibration,
    onBoard: (attempt: readonly JournalEntry[]) => file.begin(toldBy([...earlier, ...attempt])),
    onReading(reading: StepReading) {
      if (reading.pulse === 0 && reading.polarity === 'set') file.keep(plot.begin(reading));
      file.add(reading);
      plot.add(reading);
    },
  };
  try {
    const outcome = await carryOutBench(port, { ...options, journal }, 'characterise', order, extras);
    plot.end();
    const { readings, of } = outcome!.result;
    if (readings < of)
      throw new RunError(
        `${outcome!.stopped}: stopped after ${readings} of ${of} readings; the board is safe${goOn(port)}`,
      );
    process.stdout.write(`${out}: ${readings} readings; next: memloop fit ${out}\n`);
  } catch (error) {
    const isTold = !(error instanceof RunError) || error.message.includes('--resume');
    if (isTold || file.readings() === 0) throw error;
    throw new RunError(`${error.message}${goOn(port)}`, { cause: error });
  } finally {
    file.close();
  }
}

/** @throws UsageError where nobody can come back to the device that an earlier command measured */
function refuseNewDevice(port: string): void {
  if (port !== 'virtual') return;
  throw new UsageError(
    '--resume: got it with "virtual", whose devices are new for every command: expected a file that is begun anew, or a board behind a port',
  );
}

function goOn(port: string): string {
  return port === 'virtual' ? '' : ': go on with --resume';
}

function nothingIn(port: string, out: string, journal: string): JournalEntry[] {
  const there = [out, journal].find((path) => existsSync(path));
  if (there === undefined) return [];
  const other = port === 'virtual' ? '' : ', or --resume to go on with it';
  throw new UsageError(`${there} exists: expected a new file for --out${other}`);
}

/** What earlier attempts at the same noted. @throws UsageError where they were at something else */
function attemptsIn(journal: string, order: CharacteriseOrder): JournalEntry[] {
  const entries = readJournal(journal);
  for (const { begin } of entries) {
    if (begin === undefined) continue;
    const fault = settingsThatDiffer(order, (begin as { order: CharacteriseOrder }).order);
    if (fault !== undefined) throw new UsageError(`${fault}, with which ${journal} began`);
  }
  return entries;
}
