import { Command } from 'commander';
import type { Pulsed } from '../bench/pulse-device.js';
import { asWritten } from '../bench/read-device.js';
import { RunError, UsageError } from '../core/errors.js';
import {
  PORT_HELP,
  limitsOf,
  settingsOf,
  withBenchOptions,
  type BenchOptions,
} from './bench/bench-options.js';
import { checkLimits } from './bench/check-limits.js';
import { runBenchProgram } from './bench/run-bench-program.js';
import { wholeNumber } from './options.js';
import { readingText } from './text/reading-text.js';

interface PulseOptions extends BenchOptions {
  set?: number;
  reset?: number;
  json?: true;
}

/** `memloop pulse`: applies SET or RESET pulses to one device on a board. */
export function pulseCommand(): Command {
  return withBenchOptions(new Command('pulse'))
    .argument('<port>', 'path of a serial port, or virtual')
    .addOption(wholeNumber('--set <n>', 'number of SET pulses', 1))
    .addOption(wholeNumber('--reset <n>', 'number of RESET pulses', 1))
    .option('--json', 'print the result as one line of JSON')
    .addHelpText(
      'after',
      `${PORT_HELP}\n\nExample:\n  memloop pulse /dev/ttyACM0 --row 3 --column 1 --set 10`,
    )
    .action(pulse);
}

async function pulse(port: string, options: PulseOptions): Promise<void> {
  const { set, reset } = options;
  if (set !== undefined && reset !== undefined)
    throw new UsageError('--set cannot be combined with --reset; give one of them');
  if (set === undefined && reset === undefined) throw new UsageError('pulse requires --set or --reset');
  const settings = settingsOf(options);
  checkLimits(settings, limitsOf(options), { set, reset });
  const polarity = set === undefined ? 'reset' : 'set';
  const count = set ?? reset!;
  const outcome = await runBenchProgram(port, options, 'pulse', { ...settings, polarity, count });
  if (!outcome) return;
  const { result, stopped, provenance } = outcome;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ ...written(result), provenance })}\n`
      : pulsedText(result, polarity, count),
  );
  if (stopped !== undefined)
    throw new RunError(`${stopped}: stopped after ${result.done} of ${count} pulses; the board is safe`);
}

function written({ before, after, done }: Pulsed): Pulsed {
  return { before: asWritten(before), after: asWritten(after), done };
}

function pulsedText({ before, after, done }: Pulsed, polarity: string, count: number): string {
  return `before  ${readingText(before)}\nafter   ${readingText(after)}\n${done} of ${count} ${polarity.toUpperCase()} pulses were delivered\n`;
}
