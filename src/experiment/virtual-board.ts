import { MbpMachine } from '../../drivers/mbp/machine.js';
import type { CellArray } from '../../drivers/mbp/cell-array.js';
import { MbpSession } from '../../drivers/mbp/session.js';
import { BankArray } from '../../drivers/virtual/bank-array.js';
import { Cable } from '../../drivers/virtual/cable.js';
import { CellFaults } from '../../drivers/virtual/cell-faults.js';
import { MeasuredPulses } from '../../drivers/virtual/measured-pulses.js';
import { ReferencedArray } from '../../drivers/virtual/referenced-array.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import { Socket } from '../../drivers/virtual/socket.js';
import { virtualCapabilities } from '../../drivers/virtual/virtual-capabilities.js';
import { randomStream } from '../core/random-stream.js';
import type { BoardSetup } from './board-form.js';
import { boardLimits } from './board-limits.js';
import { bankMaker } from './make-bank.js';
import type { OpenBoard, VirtualDevices } from './open-board.js';
import { AMPLIFIER_AMPERES } from './virtual-cells.js';

/** The array of a seed's random streams that virtual devices draw from, apart from the emulated ones. */
const ARRAY = 1;

/**
 * The far end of a cable within this process: the devices of a seed behind converters and the protocol of a real board,
 * as large as the experiment's weights and reference row need it.
 */
export async function openVirtual(setup: BoardSetup, virtual: VirtualDevices): Promise<OpenBoard> {
  const cells = arrayOf(setup, virtual);
  const clock = new SkippingClock();
  const capabilities = virtualCapabilities(cells.rows, cells.columns, `seed-${virtual.seed}`);
  const random = randomStream(virtual.seed, 'board', ARRAY);
  const machine = new MbpMachine(
    capabilities,
    cells,
    (previous) => 1 + ((previous + random.below(0xfffe)) % 0xffff),
  );
  const socket = new Socket(machine, clock);
  const cable = new Cable({ clock });
  socket.plug(cable.board);
  const heartbeatMs = Math.round(setup.heartbeatSeconds * 1000);
  const session = await MbpSession.open(cable.host, {
    limits: boardLimits(setup),
    heartbeatMs,
    clock,
    nonce: () => random.below(0x10000),
  });
  return { session, provenance: 'emulated' };
}

function arrayOf({ reference }: BoardSetup, { fits, weights, condition, seed }: VirtualDevices): CellArray {
  const places = weights.map(({ device }) => device.place);
  const rows = reference?.row ?? 1 + Math.max(...places.map(({ row }) => row));
  const columns = 1 + Math.max(...places.map(({ column }) => column));
  const placed = Uint16Array.from({ length: rows * columns }, (_, cell) => cell % fits.length);
  weights.forEach(({ fit, device: { place } }) => (placed[place.row * columns + place.column] = fit));
  const cells = new BankArray(
    bankMaker(condition, fits, placed, ARRAY)(seed),
    rows,
    columns,
    new MeasuredPulses(Array.from(placed, (fit) => fits[fit].conditions)),
    new CellFaults(rows, columns, []),
    { amperes: AMPLIFIER_AMPERES, random: randomStream(seed, 'amplifier') },
  );
  return reference ? new ReferencedArray(cells, reference.ohms) : cells;
}
