import { Command } from 'commander';
import { UsageError } from '../core/errors.js';
import {
  PORT_HELP,
  limitsOf,
  settingsOf,
  withBenchOptions,
  type BenchOptions,
} from './bench/bench-options.js';
import { carryOutBench } from './bench/carry-out-bench.js';
import { readingsText, readingText } from './text/reading-text.js';
import { refuseBeyond } from './bench/refuse-beyond.js';

interface ReadOptions extends BenchOptions {
  all?: true;
  json?: true;
}

const EXAMPLES = `

Examples:
  memloop read /dev/ttyACM0 --row 3 --column 1
  memloop read /dev/ttyACM0 --all --averages 16`;

/** `memloop read`: reads one device on a board, or all. */
export function readCommand(): Command {
  return withBenchOptions(new Command('read'))
    .description('Read one device on a board, or all.')
    .argument('<port>', 'path of a serial port, or virtual')
    .option('--all', 'read every device of the board')
    .option('--json', 'print what was read as one line of JSON')
    .addHelpText('after', PORT_HELP + EXAMPLES)
    .action((port: string, options: ReadOptions, command: Command) => {
      if (options.all) refusePlace(command);
      refuseBeyond(settingsOf(options), limitsOf(options), {});
      return options.all ? readAll(port, options) : readOne(port, options);
    });
}

/** @throws UsageError where one device is named beside all */
function refusePlace(command: Command): void {
  const stray = ['row', 'column'].find((name) => command.getOptionValueSource(name) === 'cli');
  if (stray) throw new UsageError(`--${stray}: got it with --all: expected one of them`);
}

async function readOne(port: string, options: ReadOptions): Promise<void> {
  const outcome = await carryOutBench(port, options, 'read', settingsOf(options));
  if (!outcome) return;
  const { result, provenance } = outcome;
  tell(options, { ...result, provenance }, `${readingText(result)}\n`);
}

async function readAll(port: string, options: ReadOptions): Promise<void> {
  const outcome = await carryOutBench(port, options, 'readAll', settingsOf(options));
  if (!outcome) return;
  const { result, provenance } = outcome;
  tell(options, { readings: result, provenance }, readingsText(result));
}

function tell({ json }: ReadOptions, said: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(said)}\n` : text);
}
