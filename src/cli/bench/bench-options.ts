import type { Command } from 'commander';
import type { BenchSettings } from '../../bench/bench.js';
import type { LimitNames, Limits } from '../../../drivers/sessions/limits.js';
import { quantity, wholeNumber } from '../options.js';

/** The options that all commands at the bench share, in the units of their names. */
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

/** Largest values that an int32 holds in the units of the protocol: microvolts, nanoseconds, and picoamperes. */
const MAXIMUM = { volts: 2147, micros: 2_147_483, microamps: 2147, microjoules: 2147 } as const;

/** The part of the help that all commands at the bench share. */
export const PORT_HELP = `
PORT is the path of a serial port, or "virtual". Behind "virtual" memloop simulates the 27 measured devices in this
process, with the same protocol and in simulated time. The devices are new for every command.

The default limits are those of the article's pulses. memloop refuses anything beyond the limits before it sends it, and
the board checks the limits again. A board that hears nothing from its host becomes safe after --heartbeat-ms.

The board must speak MBP/1. Other boards can be used with "memloop board check --as" and in experiments; memloop then
says what the board cannot do.

memloop appends every frame and event to --journal (default at a serial port: memloop-bench.jsonl). memloop replay
recomputes the results from it.`;

/** Gives a command the options that all commands at the bench share. */
export function withBenchOptions(command: Command): Command {
  const { volts, micros, microamps, microjoules } = MAXIMUM;
  const options = [
    wholeNumber('--row <r>', 'row of the device, from 0', 0).default(0),
    wholeNumber('--column <c>', 'column of the device, from 0', 0).default(0),
    quantity('--set-volts <V>', 'voltage of a SET pulse', 0, volts).default(2.5),
    quantity('--set-width-us <µs>', 'width of a SET pulse', 0.001, micros).default(1.5),
    quantity('--reset-volts <V>', 'voltage of a RESET pulse', -volts, 0).default(-2.7),
    quantity('--reset-width-us <µs>', 'width of a RESET pulse', 0.001, micros).default(10),
    quantity('--period-us <µs>', 'time from one pulse of a train to the next', 0.001, micros).default(500),
    quantity('--read-volts <V>', 'voltage of a read', -volts, volts).default(0.2),
    quantity('--settle-us <µs>', 'wait between the read voltage and the first sample', 0, micros).default(10),
    wholeNumber('--averages <n>', 'samples averaged in a reading', 1).default(1),
    quantity('--limit-set-volts <V>', 'highest voltage of a pulse', 0, volts).default(2.5),
    quantity('--limit-reset-volts <V>', 'lowest voltage of a pulse', -volts, 0).default(-2.7),
    quantity('--limit-read-volts <V>', 'highest voltage of a read, either sign', 1e-6, volts).default(0.2),
    quantity('--limit-width-us <µs>', 'widest pulse', 0.001, micros).default(10),
    wholeNumber('--limit-pulses <n>', 'longest train of pulses', 1).default(200),
    quantity('--limit-current-ua <µA>', 'highest current (compliance)', 1e-6, microamps).default(500),
    quantity(
      '--limit-energy-uj <µJ>',
      'highest energy of a train at the compliance current',
      1e-6,
      microjoules,
    ).default(3),
    wholeNumber(
      '--heartbeat-ms <ms>',
      'silence of the host after which the board makes itself safe',
      50,
      60_000,
    ).default(2000),
    wholeNumber('--baud <b>', 'speed of the serial port', 1).default(115200),
  ];
  for (const option of options) command.addOption(option);
  return command
    .option('--journal <file>', 'append every frame and event to this file')
    .option('--dry-run', 'print the frames that would be sent, and open no port');
}

/** The device and its pulses in the units of the protocol. */
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

/** The limits in the units of the protocol. */
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

/** The option that sets each limit. */
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
