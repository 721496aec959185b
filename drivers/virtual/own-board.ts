import { ReflectingWalk } from '../../devices/cycle-walk.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import { shippedDevices, type DeviceFit } from '../../devices/device-file.js';
import { noiseStructures } from '../../devices/noise.js';
import { cycleModel } from '../../devices/vcm-model.js';
import { VcmBank } from '../../devices/vcm.js';
import { randomStream } from '../../src/core/random-stream.js';
import { MbpMachine } from '../mbp/machine.js';
import type { Transport } from '../transport.js';
import { BankArray } from './bank-array.js';
import { Cable } from './cable.js';
import { CellFaults } from './cell-faults.js';
import { MeasuredPulses } from './measured-pulses.js';
import { Socket } from './socket.js';
import { virtualCapabilities } from './virtual-capabilities.js';
import { VirtualTime } from './virtual-time.js';

const COLUMNS = 3;
const SEED = 1;

/** A virtual board within this process, and the time in which it and its host live. */
export interface OwnBoard {
  readonly transport: Transport;
  readonly time: VirtualTime;
}

/** The measured devices, three in a row, behind the protocol and a cable of no length: a board to try everything with. */
export function ownBoard(): OwnBoard {
  const fits = shippedDevices().devices;
  const time = new VirtualTime();
  const machine = new MbpMachine(
    virtualCapabilities(fits.length / COLUMNS, COLUMNS, 'in-process'),
    cellsOf(measuredBank(fits), fits, COLUMNS),
  );
  const cable = new Cable({ clock: time });
  new Socket(machine, time).plug(cable.board);
  return { transport: cable.host, time };
}

/** Devices of a bank as the cells of a board, row-major. */
export function cellsOf(bank: DeviceBank, fits: readonly DeviceFit[], columns: number): BankArray {
  const rows = fits.length / columns;
  const pulses = new MeasuredPulses(fits.map(({ conditions }) => conditions));
  return new BankArray(bank, rows, columns, pulses, new CellFaults(rows, columns, []));
}

function measuredBank(fits: readonly DeviceFit[]): DeviceBank {
  const model = cycleModel(fits, noiseStructures.read);
  return new VcmBank(
    model,
    Uint16Array.from(fits, (_, fit) => fit),
    new ReflectingWalk(fits.length, model.cycles, randomStream(SEED, 'cycles')),
    randomStream(SEED, 'write noise'),
    randomStream(SEED, 'read noise'),
  );
}
