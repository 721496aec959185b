import { MbpMachine } from '../../drivers/protocols/mbp/mbp-machine.js';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { BankArray } from '../../drivers/virtual/bank-array.js';
import { Cable, type CableOptions } from '../../drivers/virtual/cable.js';
import { CellFaults, type CellFault } from '../../drivers/virtual/cell-faults.js';
import { MeasuredPulses } from '../../drivers/virtual/measured-pulses.js';
import { ReferencedArray } from '../../drivers/virtual/referenced-array.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import { Socket } from '../../drivers/virtual/socket.js';
import { virtualCapabilities } from '../../drivers/virtual/virtual-board.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { OHMS, quietBank, SIDE } from './physical-board.js';

export const limits = {
  microvoltsMin: -2_700_000,
  microvoltsMax: 2_500_000,
  readMicrovoltsMax: 500_000,
  picoampsMax: 500_000_000,
  nanosMax: 10_000,
  pulsesMax: 200,
  picojoulesMax: 3_000_000,
};

/** SET pulses as the devices were measured with. */
export const TRAIN = {
  row: 1,
  column: 1,
  microvolts: 2_500_000,
  widthNanos: 1500,
  periodNanos: 500_000,
  count: 100,
};

/** A session over a cable within the process, with the protocol's machine and nine quiet devices behind it. */
export async function cableRig(cableOptions: Partial<CableOptions> = {}, cellFaults: CellFault[] = []) {
  const { devices } = shippedDevices();
  const measured = devices.slice(0, SIDE * SIDE).map(({ conditions }) => conditions);
  const bank = quietBank();
  const cells = new BankArray(
    bank,
    SIDE,
    SIDE,
    new MeasuredPulses(measured),
    new CellFaults(SIDE, SIDE, cellFaults),
    { amperes: 0, random: new RandomStream('amplifier') },
  );
  const clock = new SkippingClock();
  // Converters of 1 µV and 60 pA, so that what is tested is not theirs.
  const can = { ...virtualCapabilities(SIDE + 1, SIDE, 'test'), microvoltsStep: 1, adcBits: 24 };
  const socket = new Socket(new MbpMachine(can, new ReferencedArray(cells, OHMS)), clock);
  const plug = () => {
    const cable = new Cable({ clock, pieces: true, ...cableOptions });
    socket.plug(cable.board);
    return cable;
  };
  const cable = plug();
  const session = await MbpSession.open(cable.host, { limits, heartbeatMs: 2000, clock });
  return { session, bank, cells, cable, plug, clock, socket };
}
