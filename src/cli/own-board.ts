import { shippedDevices } from '../../devices/device-file.js';
import { MbpMachine } from '../../drivers/mbp/machine.js';
import type { Transport } from '../../drivers/transport.js';
import { Cable } from '../../drivers/virtual/cable.js';
import { Socket } from '../../drivers/virtual/socket.js';
import { virtualCapabilities } from '../../drivers/virtual/virtual-capabilities.js';
import { VirtualTime } from '../../drivers/virtual/virtual-time.js';
import { virtualCells } from '../experiment/virtual-cells.js';

const COLUMNS = 3;

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
  const time = new VirtualTime();
  const cable = new Cable({ clock: time });
  const machine = new MbpMachine(virtualCapabilities(rows, COLUMNS, 'virtual-0'), cells);
  new Socket(machine, time).plug(cable.board);
  return { transport: cable.host, time };
}
