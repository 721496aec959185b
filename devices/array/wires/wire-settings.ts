import { shown } from '../../../src/core/complaint.js';
import { UsageError } from '../../../src/core/errors.js';
import { nearest } from '../../../src/core/nearest.js';
import { cellKinds, type CellName } from './cell-kinds.js';
import { ohmsOfNode, technologyNodes } from './technology.js';
import {
  MILLIVOLTS_PER_DECADE,
  WRITE_VOLTS,
  writeHandlings,
  type WriteHandlingName,
} from './write-handling.js';
import { writeSchemes, type WriteSchemeName } from './write-schemes.js';

/** The wires of an array and what is at their ends, as a user writes them. What is left out is zero, or the first choice. */
export interface WireSettings {
  /** resistance of a row's wire from cell to cell, and from its driver to the first cell, ohms */
  readonly rowOhms?: number;
  /** the same of a column's wire, and from the last cell to its amplifier, ohms */
  readonly columnOhms?: number;
  /** resistance of both, instead of them */
  readonly ohms?: number;
  /** technology node F in nm, which gives the ohms of both */
  readonly node?: number;
  /** output resistance of a driver, ohms */
  readonly sourceOhms?: number;
  /** input resistance of an amplifier, ohms */
  readonly senseOhms?: number;
  /** from how many ends each row is driven */
  readonly drivenEnds?: 1 | 2;
  /** at how many ends each column is sensed */
  readonly sensedEnds?: 1 | 2;
  readonly cell?: CellName;
  /** resistance of the transistor in series with each device, for 1T1R, ohms */
  readonly accessOhms?: number;
  /** how other lines are held during a write */
  readonly scheme?: WriteSchemeName;
  /** what becomes of the voltage that wires take away from a write */
  readonly writes?: WriteHandlingName;
  /** voltage of a write, V, for devices that know only whole pulses, and for curved cells */
  readonly writeVolts?: number;
  /** so many millivolts less make such a device switch ten times as slow */
  readonly millivoltsPerDecade?: number;
  /** b of cells with the current G sinh(b v) / b, in 1/V; 0 for I = G v */
  readonly nonlinearity?: number;
}

/** Settings of wires with all that was left out filled in. */
export type Wires = Readonly<Required<Omit<WireSettings, 'node' | 'ohms'>>>;

/** Ohms above this are no wire. */
const MOST_OHMS = 1e9;
/** 1/V above which the current of a cell doubles in less than a millivolt */
const MOST_NONLINEAR = 500;

interface Limits {
  readonly least: number;
  readonly most: number;
  readonly unit: string;
}

const ohmic: Limits = { least: 0, most: MOST_OHMS, unit: 'ohms; 0 stands for none' };
const limits: Readonly<Record<string, Limits>> = {
  rowOhms: ohmic,
  columnOhms: ohmic,
  ohms: ohmic,
  sourceOhms: ohmic,
  senseOhms: ohmic,
  accessOhms: ohmic,
  nonlinearity: { least: 0, most: MOST_NONLINEAR, unit: 'per volt; 0 stands for I = G V' },
  writeVolts: { least: 0.01, most: 1e4, unit: 'V' },
  millivoltsPerDecade: { least: 1, most: 1e6, unit: 'mV' },
};

const choices: Readonly<Record<string, readonly unknown[]>> = {
  node: technologyNodes,
  drivenEnds: [1, 2],
  sensedEnds: [1, 2],
  cell: Object.keys(cellKinds),
  scheme: Object.keys(writeSchemes),
  writes: Object.keys(writeHandlings),
};

/** The ways to say the ohms of rows and columns, which exclude each other. */
export const waysToSayOhms = [['node'], ['ohms'], ['rowOhms', 'columnOhms']] as const;

/** The first setting of wires that is wrong, and what was expected of it; undefined where all are right. */
export function wireFault(written: WireSettings): { name: string; expected: string } | undefined {
  for (const [name, value] of Object.entries(written)) {
    const expected = value === undefined ? undefined : expectation(name, value);
    if (expected !== undefined) return { name, expected };
  }
  return faultTogether(written);
}

/** The wires that settings describe. @throws UsageError where one is wrong */
export function completeWires(written: WireSettings = {}): Wires {
  const fault = wireFault(written);
  if (fault) {
    const got = shown(written[fault.name as keyof WireSettings]);
    throw new UsageError(`wires.${fault.name}: got ${got}: ${fault.expected}`);
  }
  const cell = written.cell ?? 'passive';
  const { node, ohms = node === undefined ? 0 : ohmsOfNode(node, cellKinds[cell].pitch) } = written;
  return {
    rowOhms: written.rowOhms ?? ohms,
    columnOhms: written.columnOhms ?? ohms,
    sourceOhms: written.sourceOhms ?? 0,
    senseOhms: written.senseOhms ?? 0,
    drivenEnds: written.drivenEnds ?? 1,
    sensedEnds: written.sensedEnds ?? 1,
    cell,
    accessOhms: written.accessOhms ?? 0,
    scheme: written.scheme ?? 'V/2',
    writes: written.writes ?? 'dropped',
    writeVolts: written.writeVolts ?? WRITE_VOLTS,
    millivoltsPerDecade: written.millivoltsPerDecade ?? MILLIVOLTS_PER_DECADE,
    nonlinearity: written.nonlinearity ?? 0,
  };
}

/** What was expected of one setting; undefined where it is right. */
function expectation(name: string, value: unknown): string | undefined {
  if (Object.hasOwn(choices, name)) {
    const values = choices[name];
    return values.includes(value)
      ? undefined
      : `expected one of ${values.map(shown).join(', ')}${nearest(value, values)}`;
  }
  if (!Object.hasOwn(limits, name)) {
    const names = [...Object.keys(limits), ...Object.keys(choices)];
    return `expected only ${names.join(', ')}${nearest(name, names)}`;
  }
  const { least, most, unit } = limits[name];
  const isRight = typeof value === 'number' && value >= least && value <= most;
  return isRight ? undefined : `expected ${least} to ${most} ${unit}`;
}

/** What is wrong with settings together. */
function faultTogether(written: WireSettings): { name: string; expected: string } | undefined {
  const { cell = 'passive', accessOhms } = written;
  const [one, other] = waysToSayOhms.filter((way) => way.some((name) => written[name] !== undefined));
  if (other) {
    const beside = one.length > 1 ? one : other;
    return {
      name: (one.length > 1 ? other : one)[0],
      expected: `expected no ${beside.join(' or ')} beside it, since it gives both; leave one out`,
    };
  }
  const { selected } = cellKinds[cell];
  if (selected && accessOhms === undefined)
    return {
      name: 'accessOhms',
      expected: 'expected the ohms of the transistor of a 1T1R cell, such as 1000; 0 stands for an ideal one',
    };
  if (!selected && accessOhms !== undefined && accessOhms !== 0)
    return {
      name: 'accessOhms',
      expected: 'expected none for passive cells, which have no transistor; choose cell: 1T1R',
    };
  return undefined;
}
