import type { Clock } from '../../drivers/ports/clock.js';
import { MbpMachine } from '../../drivers/protocols/mbp/mbp-machine.js';
import type { CellArray } from '../../drivers/sessions/cell-array.js';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { ReconnectingSession } from '../../drivers/protocols/mbp/reconnecting-session.js';
import type { Transport } from '../../drivers/ports/transport.js';
import { BankArray } from '../../drivers/virtual/bank-array.js';
import { Cable } from '../../drivers/virtual/cable.js';
import { CellFaults } from '../../drivers/virtual/cell-faults.js';
import { MeasuredPulses } from '../../drivers/virtual/measured-pulses.js';
import { ReferencedArray } from '../../drivers/virtual/referenced-array.js';
import { Socket } from '../../drivers/virtual/socket.js';
import { virtualCapabilities } from '../../drivers/virtual/virtual-board.js';
import { RunError } from '../core/errors.js';
import { randomStream, type RandomStream } from '../core/random-stream.js';
import { checkOpened, type BoardAccess, type BoardDevices, type OpenBoard } from './board-access.js';
import type { BoardSetup } from '../experiment/board/board-form.js';
import { boardLimits } from '../experiment/board/board-limits.js';
import { arrayMaker } from '../experiment/array-maker.js';
import { AMPLIFIER_AMPERES } from './virtual-cells.js';

/** The number of the random streams of virtual devices, so that they differ from those of the emulated devices. */
const ARRAY = 1;

/**
 * Opens a virtual board within this process: the devices of a seed, behind the converters and the protocol of a real board.
 * It is as large as the experiment's weights and reference row need.
 */
export async function openVirtual(
  setup: BoardSetup,
  devices: BoardDevices,
  access: BoardAccess,
): Promise<OpenBoard> {
  const { io, boardClock } = access;
  const random = randomStream(devices.seed, 'board', ARRAY);
  const transport = await io.open(async () => farEnd(setup, devices, random, boardClock));
  const session = await MbpSession.open(transport, {
    limits: boardLimits(setup),
    heartbeatMs: Math.round(setup.heartbeatSeconds * 1000),
    clock: io.clock,
    nonce: () => io.measured(() => random.below(0x10000)),
    check: (can) => checkOpened(can, setup, devices, access),
  });
  io.journal.note({ board: session.capabilities });
  const noReconnect = () => Promise.reject(new RunError('a virtual board is never unplugged'));
  return {
    session: new ReconnectingSession(session, transport, noReconnect, io.journal, io.stop),
    provenance: 'emulated',
  };
}

function farEnd(setup: BoardSetup, devices: BoardDevices, random: RandomStream, clock: Clock): Transport {
  const cells = arrayOf(setup, devices);
  const capabilities = virtualCapabilities(cells.rows, cells.columns, `seed-${devices.seed}`);
  const boot = (previous: number) => 1 + ((previous + random.below(0xfffe)) % 0xffff);
  const socket = new Socket(new MbpMachine(capabilities, cells, boot), clock);
  const cable = new Cable({ clock });
  socket.plug(cable.board);
  return cable.host;
}

function arrayOf({ reference }: BoardSetup, { fits, weights, condition, seed }: BoardDevices): CellArray {
  const places = weights.map(({ device }) => device.place);
  const rows = reference?.row ?? 1 + Math.max(...places.map(({ row }) => row));
  const columns = 1 + Math.max(...places.map(({ column }) => column));
  const placed = Uint16Array.from({ length: rows * columns }, (_, cell) => cell % fits.length);
  weights.forEach(({ fit, device: { place } }) => (placed[place.row * columns + place.column] = fit));
  const cells = new BankArray(
    arrayMaker(condition, fits, placed, ARRAY).bank(seed),
    rows,
    columns,
    new MeasuredPulses(Array.from(placed, (fit) => fits[fit].conditions)),
    new CellFaults(rows, columns, []),
    { amperes: AMPLIFIER_AMPERES, random: randomStream(seed, 'amplifier') },
  );
  return reference ? new ReferencedArray(cells, reference.ohms) : cells;
}
