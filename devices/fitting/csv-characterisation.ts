import { UsageError } from '../../src/core/errors.js';
import type { Polarity } from '../vcm/response-curve.js';
import { characterisation, isConductance, type Characterisation } from './characterisation.js';
import { headerLength, parseHeader, type CharacterisationHeader } from './characterisation-header.js';

const REQUIRED = ['cycle', 'polarity', 'pulse', 'conductance_siemens'] as const;

interface Reading {
  device: string;
  polarity: Polarity;
  cycle: number;
  pulse: number;
  siemens: number;
}

/** Conductance by pulse, of one device, polarity and cycle. */
type Branch = Map<number, number>;
type Branches = Record<Polarity, Map<number, Branch>>;

/**
 * Reads measurements as CSV, with the columns `cycle`, `polarity` (set or reset), `pulse` (0 … N) and `conductance_siemens` in any
 * order, and a column `device` if there are several devices. The pulses of RESET count pulses applied or the remaining position.
 * Comment lines above the columns give conditions and provenance.
 * @param name the device's name if there is no column `device`
 * @throws UsageError that names `where`
 */
export function csvCharacterisations(text: string, where: string, name: string): Characterisation[] {
  const all = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const above = headerLength(all);
  const header = above > 0 ? parseHeader(all.slice(0, above), where) : {};
  const [columnLine = '', ...lines] = all.slice(above);
  const columns = columnsOf(columnLine, where);
  const devices = new Map<string, Branches>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const at = `${where}:${above + index + 2}`;
    place(devices, readingOf(cellsOf(line), columns, name, at), at);
  }
  if (devices.size === 0) throw new UsageError(`${where}: expected at least one cycle, got no readings`);
  return [...devices].map(([device, branches]) =>
    deviceOf(device, branches, header, devices.size > 1 ? `${where}: ${device}` : where),
  );
}

function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function columnsOf(line: string, where: string): string[] {
  const columns = cellsOf(line).map((cell) => cell.toLowerCase());
  const missing = REQUIRED.filter((required) => !columns.includes(required));
  if (missing.length > 0) {
    throw new UsageError(
      `${where}: expected the columns ${REQUIRED.join(',')}, separated by commas; got "${line.slice(0, 80)}" without ${missing.join(', ')}`,
    );
  }
  return columns;
}

function readingOf(cells: string[], columns: string[], name: string, where: string): Reading {
  if (cells.length !== columns.length) {
    const remedy = cells.length > columns.length ? '; write decimals with a point, not a comma' : '';
    throw new UsageError(
      `${where}: expected ${columns.length} cells, one per column, got ${cells.length}${remedy}`,
    );
  }
  const cell = (of: string) => cells[columns.indexOf(of)];
  const polarity = cell('polarity').toLowerCase();
  if (polarity !== 'set' && polarity !== 'reset') {
    throw new UsageError(`${where}: polarity: expected set or reset, got "${cell('polarity')}"`);
  }
  const conductance = cell('conductance_siemens');
  const siemens = Number(conductance || NaN);
  if (!isConductance(siemens)) {
    throw new UsageError(
      `${where}: conductance_siemens: expected a number of siemens above 0 and below 1, got "${conductance}"`,
    );
  }
  const device = columns.includes('device') ? cell('device') : name;
  if (device === '') throw new UsageError(`${where}: device: expected a name, got an empty cell`);
  const cycle = wholeNumber(cell('cycle'), 'cycle', where);
  return { device, polarity, cycle, pulse: wholeNumber(cell('pulse'), 'pulse', where), siemens };
}

function place(devices: Map<string, Branches>, reading: Reading, where: string): void {
  const { device, polarity, cycle, pulse, siemens } = reading;
  const branches = entry(devices, device, () => ({ set: new Map(), reset: new Map() }));
  const branch = entry(branches[polarity], cycle, () => new Map<number, number>());
  if (branch.has(pulse)) {
    throw new UsageError(
      `${where}: expected one reading per pulse, got ${polarity} cycle ${cycle} pulse ${pulse} of ${device} twice`,
    );
  }
  branch.set(pulse, siemens);
}

function wholeNumber(cell: string, column: string, where: string): number {
  if (/^\d+$/.test(cell)) return Number(cell);
  throw new UsageError(`${where}: ${column}: expected a whole number, 0 or more, got "${cell}"`);
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const found = map.get(key) ?? create();
  map.set(key, found);
  return found;
}

function deviceOf(
  device: string,
  { set, reset }: Branches,
  header: Partial<CharacterisationHeader>,
  where: string,
): Characterisation {
  const cycles = [...new Set([...set.keys(), ...reset.keys()])].sort((a, b) => a - b);
  const branch = (polarity: Polarity, of: Map<number, Branch>) =>
    cycles.map((cycle) => readingsOf(of.get(cycle), `${where}: ${polarity} cycle ${cycle}`));
  return characterisation(
    { device, ...header, set: branch('set', set), reset: branch('reset', reset) },
    where,
  );
}

function readingsOf(branch: Branch | undefined, where: string): Float64Array {
  if (!branch)
    throw new UsageError(`${where}: expected a SET and a RESET branch in each cycle, got no readings`);
  return Float64Array.from({ length: branch.size }, (_, pulse) => {
    const siemens = branch.get(pulse);
    if (siemens !== undefined) return siemens;
    throw new UsageError(
      `${where}: expected one reading for each pulse from 0 to N, got ${branch.size} readings but none for pulse ${pulse}`,
    );
  });
}
