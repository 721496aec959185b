import { shippedDevices } from '../../../devices/files/device-file.js';
import type { Capabilities } from '../../../drivers/sessions/capabilities.js';
import type { CellArray } from '../../../drivers/sessions/cell-array.js';
import { MbpMachine } from '../../../drivers/protocols/mbp/mbp-machine.js';
import type { Place } from '../../../drivers/sessions/board-session.js';
import type { Transport } from '../../../drivers/ports/transport.js';
import { Cable } from '../../../drivers/virtual/cable.js';
import { Socket } from '../../../drivers/virtual/socket.js';
import { virtualCapabilities } from '../../../drivers/virtual/virtual-board.js';
import { VirtualTime } from '../../../drivers/virtual/virtual-time.js';
import { virtualCells } from '../../on-board/virtual-cells.js';

const COLUMNS = 3;
const INT32 = 2 ** 31 - 1;

/** A virtual board within this process, and the time in which it and its host live. */
export interface OwnBoard {
  readonly transport: Transport;
  readonly time: VirtualTime;
}

/** The measured devices, three in a row, behind the protocol and a cable of no length: a board to try everything with. */
export function ownBoard(): OwnBoard {
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
  return plugged(cells, virtualCapabilities(rows, COLUMNS, 'virtual-0'));
}

/** A board that has this place, can do whatever a frame can ask for, and does nothing: what is said to it is all that counts. */
export function dryBoard({ row, column }: Place): OwnBoard {
  const cells = { rows: row + 1, columns: column + 1, pulse: () => {}, current: () => 1e-6 };
  const able = {
    microvoltsMin: -INT32,
    microvoltsMax: INT32,
    microvoltsStep: 1,
    nanosMin: 1,
    nanosMax: INT32,
    pulsesMax: INT32,
    picoampsMax: INT32,
  };
  return plugged(cells, { ...virtualCapabilities(row + 1, column + 1, 'dry-run'), ...able });
}

function plugged(cells: CellArray, capabilities: Capabilities): OwnBoard {
  const time = new VirtualTime();
  const cable = new Cable({ clock: time });
  new Socket(new MbpMachine(capabilities, cells), time).plug(cable.board);
  return { transport: cable.host, time };
}
