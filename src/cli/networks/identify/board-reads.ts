import type { ReadSettings } from '../../../bench/bench.js';
import type { BoardProbe } from '../../../bench/probe-board.js';
import { few } from '../../../report/networks/flow-words.js';

/** What probing cost a board: its reads, and how long its devices were under voltage at least. */
export interface ReadCounts {
  /** summed reads, and the devices that they read together */
  readonly sums: number;
  readonly deviceReads: number;
  /** reads of one device */
  readonly singleReads: number;
  /** samples that were averaged in each */
  readonly samples: number;
  readonly volts: number;
  /** volts × seconds of settling × samples, summed over all reads of all devices */
  readonly voltSeconds: number;
}

/** The ledger of probing. @param singles devices that were read alone in the end */
export function boardReads(
  probes: readonly BoardProbe[],
  columns: number,
  { microvolts, settleNanos, averages }: ReadSettings,
  singles: number,
): { counts: ReadCounts; sentence: string } {
  const sums = probes.length * columns;
  const deviceReads = columns * probes.reduce((sum, { rows }) => sum + rows.length, 0);
  const volts = Math.abs(microvolts) / 1e6;
  const voltSeconds = volts * (settleNanos / 1e9) * averages * (deviceReads + singles);
  const whole = (value: number) => value.toLocaleString('en-US');
  return {
    counts: { sums, deviceReads, singleReads: singles, samples: averages, volts, voltSeconds },
    sentence: `Reads: ${whole(sums)} sums over ${whole(deviceReads)} devices, and ${whole(singles)} single reads, at ${volts} V with ${averages === 1 ? 'one sample' : `${averages} samples`} each; volts × settling time are ${few(voltSeconds)} V s over all devices.`,
  };
} // prettier-ignore
