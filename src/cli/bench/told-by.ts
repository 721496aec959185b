import type { MeasuringConditions } from '../../../devices/files/device-form.js';
import type { DeviceProvenance } from '../../../devices/files/device-provenance.js';
import type { Told } from '../../../devices/fitting/characterisation-header.js';
import type { BenchOrder } from '../../bench/at-bench.js';
import type { BenchSettings } from '../../bench/bench.js';
import type { Capabilities } from '../../../drivers/sessions/capabilities.js';
import { isIdentified } from '../../../drivers/ports/port-provenance.js';
import type { Provenance } from '../../../drivers/ports/transport.js';
import type { JournalEntry } from '../../../drivers/journal/read-journal.js';
import type { UsbIdentity } from '../../../drivers/ports/usb-identity.js';
import { isProven } from '../../on-board/board-access.js';

/** An attempt at a characterisation that came as far as its board. */
interface Attempt {
  readonly at: number;
  readonly begin: BenchOrder<'characterise'>;
  readonly board: Capabilities;
  /** an old journal has neither */
  readonly port?: string;
  readonly provenance?: Provenance;
}

/**
 * What a journal tells of its characterisation, if it came as far as a board: several attempts together prove no more
 * than the weakest of them.
 */
export function toldBy(entries: readonly JournalEntry[]): Told | undefined {
  const attempts = attemptsIn(entries);
  if (attempts.length === 0) return undefined;
  const [{ at, begin, board }] = attempts;
  // Another board was refused.
  const ours = attempts.filter((attempt) => attempt.board.serial === board.serial);
  return {
    measured: new Date(begin.begunAt ?? at).toISOString(),
    provenance: ours
      .map(provenanceOf)
      .reduce((weakest, each) => (rank(each) < rank(weakest) ? each : weakest)),
    conditions: conditionsOf(begin.order),
  };
}

function attemptsIn(entries: readonly JournalEntry[]): Attempt[] {
  const attempts: Attempt[] = [];
  let begun: JournalEntry | undefined;
  for (const entry of entries) {
    if ('begin' in entry) begun = entry;
    const isOurs = (begun?.['begin'] as BenchOrder | undefined)?.program === 'characterise';
    if ('board' in entry && isOurs) attempts.push({ ...entry, ...begun } as unknown as Attempt);
  }
  return attempts;
}

function provenanceOf({ begin, board, port = '', provenance }: Attempt): DeviceProvenance {
  const { calibration, order } = begin;
  const { model, firmware, serial, calibrated } = board;
  return {
    kind: kindOf(provenance, board, calibration),
    model,
    firmware,
    serial,
    calibrated,
    port,
    ...(calibration && { calibration: { date: calibration.date, by: calibration.by } }),
    ...(provenance?.kind === 'serial' && isIdentified(provenance) && { usb: usbOf(provenance) }),
    ...order.place,
  };
}

function usbOf({ vendorId, productId, serialNumber }: UsbIdentity): UsbIdentity {
  return { vendorId, productId, serialNumber };
}

/** What cannot be told counts as the least. */
function kindOf(
  provenance: Provenance | undefined,
  board: Capabilities,
  calibration: BenchOrder['calibration'],
): DeviceProvenance['kind'] {
  if (provenance?.kind !== 'serial') return 'emulated';
  return isProven(isIdentified(provenance), board, { calibration }) ? 'hardware' : 'serial';
}

const RANKS: readonly DeviceProvenance['kind'][] = ['emulated', 'serial', 'hardware'];

function rank({ kind }: DeviceProvenance): number {
  return RANKS.indexOf(kind);
}

function conditionsOf({ set, reset, periodNanos, read }: BenchSettings): MeasuringConditions {
  const pulse = ({ microvolts, widthNanos }: BenchSettings['set']) => ({
    volts: microvolts / 1e6,
    widthSeconds: widthNanos / 1e9,
  });
  return {
    set: pulse(set),
    reset: pulse(reset),
    periodSeconds: periodNanos / 1e9,
    readVolts: read.microvolts / 1e6,
  };
}
