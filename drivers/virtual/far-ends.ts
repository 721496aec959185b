import type { Clock } from '../ports/clock.js';
import { ArcOneMachine } from '../protocols/arc-one/arc-one-machine.js';
import { MbpMachine } from '../protocols/mbp/mbp-machine.js';
import { SIDE } from '../protocols/openmena/openmena-hardware.js';
import { OpenMenaMachine } from '../protocols/openmena/openmena-machine.js';
import { Keithley2400Machine } from '../protocols/scpi/keithley-2400-machine.js';
import { Keithley2600Machine } from '../protocols/scpi/keithley-2600-machine.js';
import type { Capabilities } from '../sessions/capabilities.js';
import type { CellArray } from '../sessions/cell-array.js';
import { answeringSocket, type FarEndSocket } from './far-end-socket.js';
import { Socket } from './socket.js';
import { virtualCapabilities } from './virtual-board.js';

/** A setting that only some far ends take. */
export type FarEndSetting = 'rows' | 'columns' | 'reference' | 'amperesPerCount';

/** What a far end needs beside its cells. */
interface FarEndSettings {
  /** what the cells need beside `virtualCapabilities` */
  readonly range?: Partial<Capabilities>;
  readonly serial: string;
  /** measured current per ADC count, of boards that report counts */
  readonly amperesPerCount: number;
  readonly clock: Clock;
}

/** A board or an instrument in software, at the end of a serial line. */
export interface FarEndKind {
  readonly meaning: string;
  readonly takes: readonly FarEndSetting[];
  /** largest array that it has */
  readonly rows: number;
  readonly columns: number;
  make(cells: CellArray, settings: FarEndSettings): FarEndSocket;
}

/** The name of a far end. */
export type FarEndName = 'mbp' | 'arc-one' | 'keithley-2400' | 'keithley-2600' | 'openmena';

/** What a virtual board can be, by the names of the command line. */
export const farEnds: Readonly<Record<FarEndName, FarEndKind>> = {
  mbp: {
    meaning: 'a board that speaks MBP/1',
    takes: ['rows', 'columns', 'reference'],
    rows: Infinity,
    columns: Infinity,
    make: (cells, { serial, clock, range }) =>
      new Socket(
        new MbpMachine({ ...virtualCapabilities(cells.rows, cells.columns, serial), ...range }, cells),
        clock,
      ),
  },
  'arc-one': {
    meaning: 'ArC ONE',
    takes: ['rows', 'columns'],
    rows: 32,
    columns: 32,
    make: (cells) => answeringSocket(new ArcOneMachine(cells)),
  },
  'keithley-2400': {
    meaning: 'a Keithley 2400 with one device',
    takes: [],
    rows: 1,
    columns: 1,
    make: (cells) => answeringSocket(new Keithley2400Machine(cells)),
  },
  'keithley-2600': {
    meaning: 'a Keithley 2602B with one device on channel A',
    takes: [],
    rows: 1,
    columns: 1,
    make: (cells) => answeringSocket(new Keithley2600Machine(cells)),
  },
  openmena: {
    meaning: 'OpenMENA',
    takes: ['rows', 'columns', 'reference', 'amperesPerCount'],
    rows: SIDE,
    columns: SIDE,
    make: (cells, { amperesPerCount, clock }) =>
      answeringSocket(new OpenMenaMachine(cells, amperesPerCount, clock), true),
  },
};
