import { Command } from 'commander';
import type { Checked } from '../bench/check-board.js';
import type { Limits } from '../../drivers/sessions/limits.js';
import { RunError, UsageError } from '../core/errors.js';
import { PORT_HELP, limitsOf, settingsOf, withBenchOptions } from './bench/bench-options.js';
import { boardText } from './text/board-text.js';
import { carryOutBench } from './bench/carry-out-bench.js';
import { carryOutInstrument, type InstrumentOptions } from './bench/carry-out-instrument.js';
import { choice, quantity, wholeNumber } from './options.js';
import { instruments } from '../../drivers/protocols/instruments.js';
import { refuseBeyond } from './bench/refuse-beyond.js';
import { textTable } from './text/text-table.js';

interface CheckOptions extends InstrumentOptions {
  pulse?: true;
  json?: true;
}

/** `memloop board`: what can be done with a board as a whole. */
export function boardCommand(): Command {
  return new Command('board').description('Look at a board as a whole.').addCommand(checkCommand());
}

function checkCommand(): Command {
  return withBenchOptions(new Command('check'))
    .description('Tell who a board is and what it can do, and test it on one device without a pulse.')
    .argument('<port>', 'path of a serial port, or virtual')
    .addOption(choice('--as <board>', 'it speaks no MBP/1, but is this', Object.keys(instruments)))
    .addOption(
      wholeNumber('--gpib <address>', 'of a source-measure unit behind a Prologix or AR488 bridge', 0, 30),
    )
    .addOption(quantity('--amps-per-count <A>', 'what a count of an OpenMENA is', -1e-3, 1e-3))
    .option('--pulse', 'test one SET and one RESET pulse too')
    .option('--json', 'print what was found as one line of JSON')
    .addHelpText('after', `${PORT_HELP}\n\nExample:\n  memloop board check /dev/ttyACM0 --row 3 --column 1`)
    .action(check);
}

async function check(port: string, options: CheckOptions, command: Command): Promise<void> {
  refuseStray(options);
  const settings = settingsOf(options);
  const pulse = options.pulse === true;
  const limits = limitsOf(options);
  refuseBeyond(settings, limits, pulse ? { set: 1, reset: 1 } : {});
  const order = { ...settings, pulse };
  const ownBaud = command.getOptionValueSource('baud') === 'cli';
  const outcome = options.as
    ? { ...(await carryOutInstrument(port, options.as, options, order, ownBaud)), stopped: undefined }
    : await carryOutBench(port, options, 'check', order);
  if (!outcome) return;
  const { result, stopped, provenance } = outcome;
  if (stopped !== undefined) throw new RunError(`${stopped}: the test was stopped; the board is safe`);
  process.stdout.write(
    options.json ? `${JSON.stringify({ ...result, limits, provenance })}\n` : checkText(result, limits),
  );
  const failed = result.findings.filter(({ passed }) => !passed).length;
  if (failed > 0)
    throw new RunError(`${port}: ${failed} of ${result.findings.length} tests of the board failed`);
}

/** @throws UsageError for what is told of a board that it is not said to be */
function refuseStray({ as, gpib, ampsPerCount }: CheckOptions): void {
  const strayed = (option: string, board: string) =>
    new UsageError(`${option}: got it ${as ? `with --as ${as}` : 'without --as'}: expected --as ${board}`);
  if (gpib !== undefined && as !== 'source-meter') throw strayed('--gpib', 'source-meter');
  if (ampsPerCount !== undefined && as !== 'openmena') throw strayed('--amps-per-count', 'openmena');
}

function checkText({ capabilities, findings }: Checked, limits: Limits): string {
  const rows = findings.map(
    ({ what, found, passed }) => `${passed ? 'passed' : 'FAILED'}  ${what}: ${found}\n`,
  );
  return `${textTable(boardText(capabilities, limits))}\n${rows.join('')}`;
}
