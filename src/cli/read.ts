import { Command } from 'commander';
import { asWritten } from '../bench/read-device.js';
import { UsageError } from '../core/errors.js';
import {
  PORT_HELP,
  limitsOf,
  settingsOf,
  withBenchOptions,
  type BenchOptions,
} from './bench/bench-options.js';
import { checkLimits } from './bench/check-limits.js';
import { runBenchProgram } from './bench/run-bench-program.js';
import { readingsText, readingText } from './text/reading-text.js';

interface ReadOptions extends BenchOptions {
  all?: true;
  json?: true;
}

const EXAMPLES = `

Examples:
  memloop read /dev/ttyACM0 --row 3 --column 1
  memloop read /dev/ttyACM0 --all --averages 16`;

/** `memloop read`: reads one device on a board, or all devices. */
export function readCommand(): Command {
  return withBenchOptions(new Command('read'))
    .argument('<port>', 'path of a serial port, or virtual')
    .option('--all', 'read every device of the board')
    .option('--json', 'print the readings as one line of JSON')
    .addHelpText('after', PORT_HELP + EXAMPLES)
    .action((port: string, options: ReadOptions, command: Command) => {
      if (options.all) refusePlace(command);
      checkLimits(settingsOf(options), limitsOf(options), {});
      return options.all ? readAll(port, options) : readOne(port, options);
    });
}

/** @throws UsageError if a place is given with `--all` */
function refusePlace(command: Command): void {
  const stray = ['row', 'column'].find((name) => command.getOptionValueSource(name) === 'cli');
  if (stray) throw new UsageError(`--${stray} cannot be combined with --all; give one of them`);
}

async function readOne(port: string, options: ReadOptions): Promise<void> {
  const outcome = await runBenchProgram(port, options, 'read', settingsOf(options));
  if (!outcome) return;
  const { result, provenance } = outcome;
  print(options, { ...asWritten(result), provenance }, `${readingText(result)}\n`);
}

async function readAll(port: string, options: ReadOptions): Promise<void> {
  const outcome = await runBenchProgram(port, options, 'readAll', settingsOf(options));
  if (!outcome) return;
  const { result, provenance } = outcome;
  print(options, { readings: result.map(asWritten), provenance }, readingsText(result));
}

function print({ json }: ReadOptions, results: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(results)}\n` : text);
}
