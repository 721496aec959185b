import { shippedDevices } from '../../../devices/files/device-file.js';
import type { Capabilities } from '../../../drivers/sessions/capabilities.js';
import type { CellArray } from '../../../drivers/sessions/cell-array.js';
import { MbpMachine } from '../../../drivers/protocols/mbp/mbp-machine.js';
import type { Place } from '../../../drivers/sessions/board-session.js';
import type { Transport } from '../../../drivers/ports/transport.js';
import { JART_RANGE } from '../../../drivers/virtual/jart-cells.js';
import { Cable } from '../../../drivers/virtual/cable.js';
import { Socket } from '../../../drivers/virtual/socket.js';
import { virtualCapabilities } from '../../../drivers/virtual/virtual-board.js';
import { VirtualTime } from '../../../drivers/virtual/virtual-time.js';
import { jartCells, virtualCells } from '../../on-board/virtual-cells.js';

const COLUMNS = 3;
const INT32 = 2 ** 31 - 1;

/** A simulated board in this process, and the simulated time of the board and its host. */
export interface InProcessBoard {
  readonly transport: Transport;
  readonly time: VirtualTime;
}

/** A board with the measured devices, three in a row, behind the protocol: to try every command without hardware. */
export function virtualBoard(): InProcessBoard {
  const { devices } = shippedDevices();
  const rows = devices.length / COLUMNS;
  const cells = virtualCells(devices, {
    rows,
    columns: COLUMNS,
    bank: 'cycles',
    noise: 'read',
    seed: 0,
    faults: [],
  });
  return connected(cells, virtualCapabilities(rows, COLUMNS, 'virtual-0'));
}

/** A board with cells of the physical model JART VCM v1b, whose pulses may have any voltage. */
export function physicalBoard(): InProcessBoard {
  const rows = 9;
  const cells = jartCells(rows, COLUMNS, 0);
  return connected(cells, { ...virtualCapabilities(rows, COLUMNS, 'virtual-jart-0'), ...JART_RANGE });
}

/** The board of a dry run: it has the given place and accepts every frame, but its devices do nothing. */
export function dryRunBoard({ row, column }: Place): InProcessBoard {
  const cells = { rows: row + 1, columns: column + 1, pulse: () => {}, current: () => 1e-6 };
  const unlimited = {
    microvoltsMin: -INT32,
    microvoltsMax: INT32,
    microvoltsStep: 1,
    nanosMin: 1,
    nanosMax: INT32,
    pulsesMax: INT32,
    picoampsMax: INT32,
    readDoseMax: 0,
  };
  return connected(cells, { ...virtualCapabilities(row + 1, column + 1, 'dry-run'), ...unlimited });
}

function connected(cells: CellArray, capabilities: Capabilities): InProcessBoard {
  const time = new VirtualTime();
  const cable = new Cable({ clock: time });
  new Socket(new MbpMachine(capabilities, cells), time).plug(cable.board);
  return { transport: cable.host, time };
}
