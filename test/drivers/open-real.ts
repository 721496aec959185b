import { shippedDevices } from '../../devices/files/device-file.js';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { PhysicalDevices, type PhysicalDevice } from '../../drivers/boards/physical-devices.js';
import { SerialBoard } from '../../drivers/boards/serial-board.js';
import { SerialTransport } from '../../drivers/ports/serial-transport.js';
import { TimeBudget } from '../../drivers/boards/time-budget.js';
import { limits } from './cable-rig.js';
import { OHMS, settings, SIDE } from './physical-board.js';

/** Noise of the devices: of a reading, siemens, and of a sum at 0.4 V, amperes. */
export const NOISE = { siemens: 8e-6, amperes: 8e-6 };

/** The first 3 × 3 cells of a board, with a reference row last, their windows measured here and now. */
export async function openReal(path: string): Promise<SerialBoard> {
  const baud = Number(process.env['MEMLOOP_BAUD'] ?? 115_200);
  const transport = await SerialTransport.open(path, baud);
  const session = await MbpSession.open(transport, { limits, heartbeatMs: 2000 });
  const conditions = shippedDevices().devices[0].conditions!;
  const cell = (_: unknown, k: number): PhysicalDevice => ({
    name: `cell ${k}`,
    place: { row: Math.floor(k / SIDE), column: k % SIDE },
    lowest: 0,
    highest: 1,
    conditions,
  });
  const found = new PhysicalDevices(
    session,
    Array.from({ length: SIDE ** 2 }, cell),
    settings,
    new TimeBudget(),
  );
  const devices = [];
  for (const [k, device] of found.devices.entries())
    devices.push({ ...device, ...(await windowOf(found, k)) });
  const physical = new PhysicalDevices(session, devices, settings, new TimeBudget());
  const reference = { row: session.capabilities.rows - 1, ohms: OHMS };
  return new SerialBoard(physical, SIDE, { reference, scale: 1, floor: 0 });
}

async function windowOf(physical: PhysicalDevices, k: number) {
  const after = async (pulses: number) => {
    await physical.pulse(k, pulses);
    await physical.read(k);
    return physical.conductance[k];
  };
  const ends = { highest: await after(200), lowest: await after(-200) };
  const margin = 0.2 * (ends.highest - ends.lowest);
  return { highest: ends.highest + margin, lowest: ends.lowest - margin };
}
