import type { Command } from 'commander';
import type { BenchSettings } from '../../bench/bench.js';
import type { LimitNames, Limits } from '../../../drivers/sessions/limits.js';
import { quantity, wholeNumber } from '../options.js';

/** What every command at the bench can be told, in the units of a bench. */
export interface BenchOptions {
  row: number;
  column: number;
  setVolts: number;
  setWidthUs: number;
  resetVolts: number;
  resetWidthUs: number;
  periodUs: number;
  readVolts: number;
  settleUs: number;
  averages: number;
  limitSetVolts: number;
  limitResetVolts: number;
  limitReadVolts: number;
  limitWidthUs: number;
  limitPulses: number;
  limitCurrentUa: number;
  limitEnergyUj: number;
  heartbeatMs: number;
  baud: number;
  journal?: string;
  dryRun?: true;
}

/** int32 of the wire, in its micro units and its nanoseconds. */
const MOST = { volts: 2147, micros: 2_147_483, microamps: 2147 } as const;

/** The words of the help that every command at the bench shares. */
export const PORT_HELP = `
PORT is the path of a serial port, or "virtual": the 27 measured devices behind the same protocol in this process, new
for every command, and in a time of their own. The limits are those of the article's pulses unless told otherwise; what
is beyond them is refused here before it is sent, and by the board again. A board that no longer hears of its host is
safe after the heartbeat. A board that does not speak MBP/1 has none; only board check (--as) and experiments take one,
and say what it cannot do. Every frame and event is appended to --journal (default at a real port: memloop-bench.jsonl),
which memloop replay recomputes.`;

/** Gives a command the options of every command at the bench. */
export function withBenchOptions(command: Command): Command {
  const { volts, micros, microamps } = MOST;
  return command
    .addOption(wholeNumber('--row <r>', 'row of the device, from 0', 0).default(0))
    .addOption(wholeNumber('--column <c>', 'column of the device, from 0', 0).default(0))
    .addOption(quantity('--set-volts <V>', 'a SET pulse', 0, volts).default(2.5))
    .addOption(quantity('--set-width-us <µs>', 'its width', 0.001, micros).default(1.5))
    .addOption(quantity('--reset-volts <V>', 'a RESET pulse', -volts, 0).default(-2.7))
    .addOption(quantity('--reset-width-us <µs>', 'its width', 0.001, micros).default(10))
    .addOption(quantity('--period-us <µs>', 'from pulse to pulse of a train', 0.001, micros).default(500))
    .addOption(quantity('--read-volts <V>', 'a read', -volts, volts).default(0.2))
    .addOption(quantity('--settle-us <µs>', 'before a read is taken', 0, micros).default(10))
    .addOption(wholeNumber('--averages <n>', 'samples of a read', 1).default(1))
    .addOption(quantity('--limit-set-volts <V>', 'no pulse above', 0, volts).default(2.5))
    .addOption(quantity('--limit-reset-volts <V>', 'no pulse below', -volts, 0).default(-2.7))
    .addOption(quantity('--limit-read-volts <V>', 'no read above, either sign', 0.000001, volts).default(0.2))
    .addOption(quantity('--limit-width-us <µs>', 'no pulse wider', 0.001, micros).default(10))
    .addOption(wholeNumber('--limit-pulses <n>', 'no train longer', 1).default(200))
    .addOption(quantity('--limit-current-ua <µA>', 'compliance', 0.000001, microamps).default(500))
    .addOption(quantity('--limit-energy-uj <µJ>', 'of a train at the compliance', 0.000001, 2147).default(3))
    .addOption(
      wholeNumber('--heartbeat-ms <ms>', 'after which a board without host is safe', 50, 60_000).default(
        2000,
      ),
    )
    .addOption(wholeNumber('--baud <b>', 'speed of the port', 1).default(115200))
    .option('--journal <file>', 'append every frame and event to this file')
    .option('--dry-run', 'print every frame that would be sent, and open no port');
}

/** The device and its pulses in the units of the wire. */
export function settingsOf(options: BenchOptions): BenchSettings {
  const { row, column, readVolts, settleUs, averages, periodUs } = options;
  return {
    place: { row, column },
    set: { microvolts: micro(options.setVolts), widthNanos: nano(options.setWidthUs) },
    reset: { microvolts: micro(options.resetVolts), widthNanos: nano(options.resetWidthUs) },
    periodNanos: nano(periodUs),
    read: { microvolts: micro(readVolts), settleNanos: nano(settleUs), averages },
  };
}

/** The limits in the units of the wire. */
export function limitsOf(options: BenchOptions): Limits {
  return {
    microvoltsMin: micro(options.limitResetVolts),
    microvoltsMax: micro(options.limitSetVolts),
    readMicrovoltsMax: micro(options.limitReadVolts),
    picoampsMax: micro(options.limitCurrentUa),
    nanosMax: nano(options.limitWidthUs),
    pulsesMax: options.limitPulses,
    picojoulesMax: micro(options.limitEnergyUj),
  };
}

/** The option that says each limit. */
export const LIMIT_OPTIONS: LimitNames = {
  microvoltsMin: '--limit-reset-volts',
  microvoltsMax: '--limit-set-volts',
  readMicrovoltsMax: '--limit-read-volts',
  picoampsMax: '--limit-current-ua',
  nanosMax: '--limit-width-us',
  pulsesMax: '--limit-pulses',
  picojoulesMax: '--limit-energy-uj',
};

function micro(value: number): number {
  return Math.round(value * 1e6) || 0;
}

function nano(micros: number): number {
  return Math.round(micros * 1e3);
}
