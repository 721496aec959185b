import { Command } from 'commander';
import type { Checked } from '../bench/check-board.js';
import type { Capabilities } from '../../drivers/sessions/capabilities.js';
import type { Limits } from '../../drivers/sessions/limits.js';
import { RunError } from '../core/errors.js';
import { PORT_HELP, limitsOf, settingsOf, withBenchOptions } from './bench/bench-options.js';
import { checkLimits } from './bench/check-limits.js';
import { runBenchProgram } from './bench/run-bench-program.js';
import {
  refuseOtherBoards,
  runInstrumentCheck,
  withInstrumentOptions,
  type InstrumentOptions,
} from './bench/run-at-instrument.js';
import { textTable } from './text/text-table.js';

interface CheckOptions extends InstrumentOptions {
  pulse?: true;
  json?: true;
}

/** `memloop board`: commands for a whole board. */
export function boardCommand(): Command {
  return new Command('board').addCommand(checkCommand());
}

function checkCommand(): Command {
  return withInstrumentOptions(withBenchOptions(new Command('check')))
    .description('Identify a board, list what it can do, and test it on one device without a pulse.')
    .argument('<port>', 'path of a serial port, or virtual')
    .option('--pulse', 'also test one SET and one RESET pulse')
    .option('--json', 'print the results as one line of JSON')
    .addHelpText('after', `${PORT_HELP}\n\nExample:\n  memloop board check /dev/ttyACM0 --row 3 --column 1`)
    .action(check);
}

async function check(port: string, options: CheckOptions, command: Command): Promise<void> {
  refuseOtherBoards(options);
  const settings = settingsOf(options);
  const pulse = options.pulse === true;
  const limits = limitsOf(options);
  checkLimits(settings, limits, pulse ? { set: 1, reset: 1 } : {});
  const order = { ...settings, pulse };
  const ownBaud = command.getOptionValueSource('baud') === 'cli';
  const outcome = options.as
    ? await runInstrumentCheck({ port, as: options.as, options, ownBaud }, order)
    : await runBenchProgram(port, options, 'check', order);
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

function checkText({ capabilities, findings }: Checked, limits: Limits): string {
  const rows = findings.map(
    ({ what, found, passed }) => `${passed ? 'passed' : 'FAILED'}  ${what}: ${found}\n`,
  );
  return `${textTable(boardRows(capabilities, limits))}\n${rows.join('')}`;
}

/** The identity and capabilities of a board beside the limits of the command, as rows of a table. */
function boardRows(can: Capabilities, may: Limits): string[][] {
  const volts = (microvolts: number) => `${microvolts / 1e6} V`;
  return [
    ['', 'board', 'limit'],
    ['model', `${can.model}, firmware ${can.firmware}`, ''],
    ['serial number', can.serial, ''],
    ['array', `${can.rows} × ${can.columns}`, ''],
    ['SET up to', volts(can.microvoltsMax), volts(may.microvoltsMax)],
    ['RESET down to', volts(can.microvoltsMin), volts(may.microvoltsMin)],
    [
      'read up to',
      volts(Math.min(can.microvoltsMax, -can.microvoltsMin)),
      `±${volts(may.readMicrovoltsMax)}`,
    ],
    ['voltage step', `${can.microvoltsStep} µV`, ''],
    ['pulse width', `${can.nanosMin / 1e3} … ${can.nanosMax / 1e3} µs`, `${may.nanosMax / 1e3} µs`],
    ['pulses in a train', `${can.pulsesMax}`, `${may.pulsesMax}`],
    ['current', `${can.picoampsMax / 1e6} µA`, `${may.picoampsMax / 1e6} µA`],
    ['energy of a train', '', `${may.picojoulesMax / 1e6} µJ`],
    ['rows summed in one read', can.rowset > 0 ? `${can.rowset}` : 'none: the host sums', ''],
    ['converter', `${can.adcBits} bits, ${can.calibrated ? 'calibrated' : 'not calibrated'}`, ''],
    ['boot ids', can.durable ? 'counted, also after a power cut' : 'random', ''],
  ];
}
