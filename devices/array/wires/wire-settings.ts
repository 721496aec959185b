import { shown } from '../../../src/core/complaint.js';
import { UsageError } from '../../../src/core/errors.js';
import { nearest } from '../../../src/core/nearest.js';
import { cellKinds, type CellName } from './cell-kinds.js';
import { ohmsOfNode, technologyNodes } from './technology.js';
import { writeSchemes, type WriteSchemeName } from './write-schemes.js';

/** The wires of an array and what is at their ends, as a user writes them. What is left out is zero, or the first choice. */
export interface WireSettings {
  /** resistance of a row's wire from cell to cell, and from its driver to the first cell, ohms */
  readonly rowOhms?: number;
  /** the same of a column's wire, and from the last cell to its amplifier, ohms */
  readonly columnOhms?: number;
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
  /** b of cells with the current G sinh(b v) / b, in 1/V; 0 for I = G v */
  readonly nonlinearity?: number;
}

/** Settings of wires with all that was left out filled in. */
export type Wires = Readonly<Required<Omit<WireSettings, 'node'>>>;

/** Ohms above this are no wire. */
const MOST_OHMS = 1e9;
/** 1/V above which the current of a cell doubles in less than a millivolt */
const MOST_NONLINEAR = 500;

const limits: Readonly<Record<string, number>> = {
  rowOhms: MOST_OHMS,
  columnOhms: MOST_OHMS,
  sourceOhms: MOST_OHMS,
  senseOhms: MOST_OHMS,
  accessOhms: MOST_OHMS,
  nonlinearity: MOST_NONLINEAR,
};

const choices: Readonly<Record<string, readonly unknown[]>> = {
  node: technologyNodes,
  drivenEnds: [1, 2],
  sensedEnds: [1, 2],
  cell: Object.keys(cellKinds),
  scheme: Object.keys(writeSchemes),
};

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
  const ohms = written.node === undefined ? 0 : ohmsOfNode(written.node, cellKinds[cell].pitch);
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
    nonlinearity: written.nonlinearity ?? 0,
  };
}

/** What was expected of one setting; undefined where it is right. */
function expectation(name: string, value: unknown): string | undefined {
  if (name in choices) {
    const values = choices[name];
    return values.includes(value)
      ? undefined
      : `expected one of ${values.map(shown).join(', ')}${nearest(value, values)}`;
  }
  if (!(name in limits)) {
    const names = [...Object.keys(limits), ...Object.keys(choices)];
    return `expected only ${names.join(', ')}${nearest(name, names)}`;
  }
  const most = limits[name];
  const isRight = typeof value === 'number' && value >= 0 && value <= most;
  const unit = name.endsWith('Ohms') ? 'ohms' : 'per volt';
  return isRight
    ? undefined
    : `expected 0 to ${most} ${unit}; 0 stands for ${unit === 'ohms' ? 'none' : 'I = G V'}`;
}

/** What is wrong with settings together. */
function faultTogether(written: WireSettings): { name: string; expected: string } | undefined {
  const { node, rowOhms, columnOhms, cell = 'passive', accessOhms } = written;
  if (node !== undefined && (rowOhms ?? columnOhms) !== undefined)
    return {
      name: 'node',
      expected: 'expected no rowOhms or columnOhms beside it, since it gives both; leave one out',
    };
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
