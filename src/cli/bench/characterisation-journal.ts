import type { MeasuringConditions } from '../../../devices/files/device-form.js';
import type { DeviceProvenance } from '../../../devices/files/device-provenance.js';
import type { CharacterisationHeader } from '../../../devices/measurements/characterisation-header.js';
import type { BenchOrder } from '../../bench/at-bench.js';
import type { CharacteriseOrder } from '../../bench/characterise.js';
import type { MeasureOrder } from '../../bench/measure/measurement-kind.js';
import type { BenchSettings } from '../../bench/bench.js';
import type { Capabilities } from '../../../drivers/sessions/capabilities.js';
import { isIdentified } from '../../../drivers/ports/port-provenance.js';
import type { Provenance } from '../../../drivers/ports/transport.js';
import type { JournalEntry } from '../../../drivers/journal/read-journal.js';
import type { UsbIdentity } from '../../../drivers/ports/usb-identity.js';
import { shown } from '../../core/complaint.js';
import { isProven } from '../../on-board/board-access.js';

/** An attempt at a characterisation that reached its board. */
interface Attempt {
  readonly at: number;
  readonly begin: BenchOrder<'characterise' | 'measure'>;
  readonly board: Capabilities;
  /** an old journal has no port and no provenance */
  readonly port?: string;
  readonly provenance?: Provenance;
}

/**
 * The header of a characterisation from its journal; undefined if no attempt reached a board. The provenance is the
 * weakest of all attempts, because together they prove no more than that.
 */
export function headerFromJournal(entries: readonly JournalEntry[]): CharacterisationHeader | undefined {
  const attempts = attemptsIn(entries);
  if (attempts.length === 0) return undefined;
  const [{ at, begin, board }] = attempts;
  // An attempt on a different board was refused.
  const same = attempts.filter((attempt) => attempt.board.serial === board.serial);
  const { measurement } = begin.order as Partial<MeasureOrder>;
  return {
    ...(measurement !== undefined && { program: measurement }),
    measured: new Date(begin.begunAt ?? at).toISOString(),
    provenance: same
      .map(provenanceOf)
      .reduce((weakest, each) => (rank(each) < rank(weakest) ? each : weakest)),
    conditions: conditionsOf(begin.order),
  };
}

/** The programs whose readings go to a file. */
const MEASURED: ReadonlySet<string> = new Set(['characterise', 'measure']);

function attemptsIn(entries: readonly JournalEntry[]): Attempt[] {
  const attempts: Attempt[] = [];
  let begun: JournalEntry | undefined;
  for (const entry of entries) {
    if ('begin' in entry) begun = entry;
    const program = (begun?.['begin'] as BenchOrder | undefined)?.program ?? '';
    if ('board' in entry && MEASURED.has(program))
      attempts.push({ ...entry, ...begun } as unknown as Attempt);
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

/** A port of unknown kind counts as emulated. */
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

/** Differences between the settings of a resumed measurement and those it began with, by option; undefined if there are none. */
export function changedSettings(got: AnyOrder, began: AnyOrder): string | undefined {
  const expected = new Map(byOption(began));
  const faults = byOption(got)
    .filter(([option, value]) => value !== expected.get(option))
    .map(([option, value]) => `${option}: got ${shown(value)}: expected ${shown(expected.get(option))}`);
  return faults.length > 0 ? faults.join('; ') : undefined;
}

type AnyOrder = CharacteriseOrder | MeasureOrder;

function byOption(order: AnyOrder): [option: string, value: number | boolean | string][] {
  const { place, set, reset, periodNanos, read } = order;
  return [
    ...ownOptions(order),
    ['--row', place.row],
    ['--column', place.column],
    ['--set-volts', set.microvolts / 1e6],
    ['--set-width-us', set.widthNanos / 1e3],
    ['--reset-volts', reset.microvolts / 1e6],
    ['--reset-width-us', reset.widthNanos / 1e3],
    ['--period-us', periodNanos / 1e3],
    ['--read-volts', read.microvolts / 1e6],
    ['--settle-us', read.settleNanos / 1e3],
    ['--averages', read.averages],
  ];
}

function ownOptions(order: AnyOrder): [option: string, value: number | boolean | string][] {
  if ('cycles' in order)
    return [
      ['--cycles', order.cycles],
      ['--pulses', order.pulses],
      ['--prepare', order.prepare],
    ];
  const settings = Object.entries(order.settings).map(
    ([name, value]) => [optionName(name), value] as [string, number],
  );
  return [['the measurement', order.measurement], ...settings];
}

/** The option of a setting: `--per-decade` for `perDecade`. */
export function optionName(setting: string): string {
  return `--${setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
