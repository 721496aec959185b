import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import { systemClock } from '../../drivers/ports/clock.js';
import { farEnds, type FarEndName, type FarEndSetting } from '../../drivers/virtual/far-ends.js';
import { JART_RANGE, type JartCells } from '../../drivers/virtual/jart-cells.js';
import { ReferencedArray } from '../../drivers/virtual/referenced-array.js';
import { VirtualBoard, type Rates } from '../../drivers/virtual/virtual-board.js';
import { UsageError } from '../core/errors.js';
import type { BoardFaults } from './board-faults.js';
import { jartCells, virtualCells, type VirtualCells } from './virtual-cells.js';

/** Columns of an array that is large enough for them. */
const COLUMNS = 3;
/** Current per ADC count of a board that reports counts: ±40 µA. A choice. */
const AMPERES_PER_COUNT = 2e-8;

/** What its devices may be: measured ones, or cells of a physical model. */
export const servedBanks = ['cycles', 'mean', 'jart'] as const;

/** Banks of a physical model, which need no measured device. */
const PHYSICAL: ReadonlySet<string> = new Set(['jart']);

/** The settings of a virtual board that another program uses over a line. */
export interface ServedBoard extends Pick<VirtualCells, 'noise' | 'seed'> {
  readonly bank: VirtualCells['bank'] | 'jart';
  readonly as: FarEndName;
  /** path of a device file; without it, the shipped devices */
  readonly devices?: string;
  readonly rows?: number;
  readonly columns?: number;
  /** ohms of an additional last row of resistors */
  readonly reference?: number;
  readonly ampsPerCount?: number;
  readonly baud?: number;
  readonly hostBaud?: number;
}

/** Makes a virtual board of any kind. @throws UsageError for an option that its kind does not have */
export function servedBoard(options: ServedBoard, faults: BoardFaults): VirtualBoard {
  refuseUntaken(options);
  const { as, devices: file, bank, noise, seed, reference } = options;
  const rates = ratesOf(options);
  const { devices } = file === undefined ? shippedDevices() : readDeviceFile(file);
  const { rows, columns } = sizeOf(options, devices.length);
  const cells = isPhysical(bank)
    ? physicalCells(options, rows, columns, faults)
    : virtualCells(devices, { rows, columns, bank, noise, seed, faults: faults.cells });
  const socket = farEnds[as].make(reference === undefined ? cells : new ReferencedArray(cells, reference), {
    serial: `virtual-${seed}`,
    amperesPerCount: options.ampsPerCount ?? AMPERES_PER_COUNT,
    clock: systemClock,
    ...(isPhysical(bank) && { range: JART_RANGE }),
  });
  const shares = Object.entries(faults.cable).filter(([, share]) => share !== undefined);
  return new VirtualBoard(cells, socket, {
    faults: Object.fromEntries(shares),
    delayMs: faults.delayMilliseconds,
    pieces: faults.pieces,
    seed,
    ...(rates && { rates }),
  });
}

function isPhysical(bank: ServedBoard['bank']): bank is 'jart' {
  return PHYSICAL.has(bank);
}

/** @throws UsageError for what only measured devices have */
function physicalCells(
  { devices, seed }: ServedBoard,
  rows: number,
  columns: number,
  { cells }: BoardFaults,
): JartCells {
  if (devices !== undefined)
    throw new UsageError('--bank jart cannot be combined with --devices: its cells are all alike');
  if (cells.length > 0)
    throw new UsageError('--bank jart: got faults of cells in --faults: expected those of the cable only');
  return jartCells(rows, columns, seed);
}

function refuseUntaken(options: ServedBoard): void {
  const given: [FarEndSetting, string, unknown][] = [
    ['rows', '--rows', options.rows],
    ['columns', '--columns', options.columns],
    ['reference', '--reference', options.reference],
    ['amperesPerCount', '--amps-per-count', options.ampsPerCount],
  ];
  const { takes, meaning } = farEnds[options.as];
  for (const [setting, option, value] of given) {
    if (value === undefined || takes.includes(setting)) continue;
    const takers = Object.entries(farEnds).filter(([, kind]) => kind.takes.includes(setting));
    const names = takers.map(([name]) => `--as ${name}`).join(' or ');
    throw new UsageError(`${option} is not for ${meaning}: it requires ${names}`);
  }
  if (options.ampsPerCount === 0) throw new UsageError('--amps-per-count: got 0: expected another number');
}

/** The size of the array: enough rows for all devices where the board has them. */
function sizeOf({ as, rows, columns, reference }: ServedBoard, devices: number) {
  const kind = farEnds[as];
  const most = kind.rows - (reference === undefined ? 0 : 1);
  const wide = columns ?? Math.min(COLUMNS, kind.columns);
  const high = rows ?? Math.min(most, Math.ceil(devices / wide));
  if (high > most || wide > kind.columns)
    throw new UsageError(
      `${kind.meaning}: got ${high} × ${wide} devices: expected at most ${most} × ${kind.columns}`,
    );
  return { rows: high, columns: wide };
}

function ratesOf({ baud, hostBaud }: ServedBoard): Rates | undefined {
  if (baud !== undefined) return { board: baud, host: hostBaud ?? baud };
  if (hostBaud === undefined) return undefined;
  throw new UsageError('--host-baud requires --baud, the speed of the board');
}
