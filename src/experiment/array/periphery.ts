import type { MakeCircuit } from '../../../devices/array/circuit.js';
import { Converters } from '../../../devices/array/converters/converters.js';
import { makeWires } from '../../../devices/array/make-wires.js';
import type { WireSettings } from '../../../devices/array/wires/wire-settings.js';
import type { Readout } from '../../../devices/array/readout.js';
import type { DeviceBank } from '../../../devices/device-bank.js';
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

/** How inputs become voltages in an array. */
export function encodingOf({ encoding = 'per-device' }: ArraySetup): Encoding {
  return encodings[encoding].encoding;
}

/** The wires and converters around a bank of so many columns. @param random the streams of the seed and this array */
export function periphery(setup: ArraySetup, bank: DeviceBank, columns: number, random: Streams): Periphery {
  const wires = wiresOf(setup);
  const dac = partOf(setup.dac);
  const adc = partOf(setup.adc);
  if (!dac && !adc) return { wires };
  const { atOnce } = encodings[setup.encoding ?? 'per-device'];
  const readout = new Converters(bank, columns, { ...(dac && { dac }), ...(adc && { adc }), atOnce }, random);
  return { wires: readout.around(wires), readout };
}

/** The wires of an array. */
export function wiresOf({ wires }: ArraySetup): MakeCircuit {
  return makeWires(partOf<WireSettings>(wires));
}
