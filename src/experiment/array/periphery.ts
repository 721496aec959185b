import type { MakeCircuit } from '../../../devices/array/circuit.js';
import { Converters } from '../../../devices/array/converters/converters.js';
import { makeWires } from '../../../devices/array/make-wires.js';
import type { WireSettings } from '../../../devices/array/wires/wire-settings.js';
import type { Readout } from '../../../devices/array/readout.js';
import type { DeviceBank } from '../../../devices/device-bank.js';
import { UNIT } from '../../crossbar/crossbar.js';
import type { Encoding } from '../../crossbar/encoding.js';
import type { Streams } from '../../core/random-stream.js';
import { partOf } from './array-of.js';
import type { ArraySetup } from './array-setup.js';
import { encodings } from './encodings.js';

/** What is around the devices of one array and seed. */
export interface Periphery {
  readonly wires: MakeCircuit;
  readonly readout?: Readout;
}

/** The ends of the windows of devices. */
type Windows = Pick<DeviceBank, 'lowest' | 'highest'>;

/** How inputs become voltages in an array. */
export function encodingOf({ encoding = 'per-device' }: ArraySetup): Encoding {
  return encodings[encoding].encoding;
}

/** Full scale of an ADC that holds what so many devices at the top of the widest window add up to, each at an input of one, amperes: that of two devices at least. */
export function rangeOfSums(setup: ArraySetup, board: Windows, devices: number): number {
  const most = encodingOf(setup)
    .gain(board, UNIT)
    .reduce((top, volts, d) => Math.max(top, volts * (board.highest[d] - board.lowest[d])), 0);
  return Math.max(devices * most, 2 * UNIT);
}

/**
 * The wires and converters around a bank of so many columns.
 * @param random the streams of the seed and this array
 * @param summed devices that an ADC without a range of its own is to hold at once; left out for the range of any ADC
 */
export function periphery(
  setup: ArraySetup,
  bank: DeviceBank,
  columns: number,
  random: Streams,
  summed?: number,
): Periphery {
  const wires = wiresOf(setup);
  const dac = partOf(setup.dac);
  const written = partOf(setup.adc);
  const isOpen = summed !== undefined && written?.bits !== undefined && written.range === undefined;
  const adc = isOpen ? { ...written, range: rangeOfSums(setup, bank, summed) } : written;
  if (!dac && !adc) return { wires };
  const { atOnce } = encodings[setup.encoding ?? 'per-device'];
  const readout = new Converters(bank, columns, { ...(dac && { dac }), ...(adc && { adc }), atOnce }, random);
  return { wires: readout.around(wires), readout };
}

/** The wires of an array. */
export function wiresOf({ wires }: ArraySetup): MakeCircuit {
  return makeWires(partOf<WireSettings>(wires));
}
