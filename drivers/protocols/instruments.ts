import { UsageError } from '../../src/core/errors.js';
import { ARC_ONE_LINE, ArcOneSession } from './arc-one/arc-one-session.js';
import type { UnnumberedOptions } from './unnumbered/unnumbered-link.js';
import type { UnnumberedSession } from './unnumbered/unnumbered-session.js';
import { OPENMENA_LINE, OpenMenaSession } from './openmena/openmena-session.js';
import { BRIDGE_LINE, PrologixTransport } from './scpi/prologix.js';
import { SCPI_LINE, ScpiSession } from './scpi/scpi-session.js';
import type { Transport } from '../ports/transport.js';

/** Settings of a serial port. */
export interface SerialLine {
  readonly baudRate: number;
  readonly parity?: 'none' | 'even';
}

/** Settings that some boards need before they can be used. */
interface InstrumentSettings extends UnnumberedOptions {
  /** address of a source-measure unit behind a GPIB bridge */
  readonly gpib?: number;
  /** measured current per ADC count of an OpenMENA */
  readonly amperesPerCount?: number;
}

/** A commercial or published board or instrument. */
export interface Instrument {
  readonly title: string;
  readonly line: SerialLine;
  /** typical USB identities, vendor:product; other devices can have the same */
  readonly usb: readonly string[];
  /** Identifies it; it is not armed yet. If this fails, the caller must close the transport. */
  connect(transport: Transport, settings: InstrumentSettings): Promise<UnnumberedSession>;
}

/** Boards and instruments that do not speak MBP/1, by name. */
export const instruments: Readonly<Record<'arc-one' | 'source-meter' | 'openmena', Instrument>> = {
  'arc-one': {
    title: 'ArC ONE',
    line: ARC_ONE_LINE,
    // the interface chip of an mbed
    usb: ['0d28:0204'],
    connect: (transport, settings) => ArcOneSession.connect(transport, settings),
  },
  'source-meter': {
    title: 'a Keithley source-measure unit',
    line: SCPI_LINE,
    // adapters of FTDI and Prolific to RS-232
    usb: ['0403:6001', '067b:2303'],
    connect: async (transport, { gpib, ...options }) =>
      ScpiSession.connect(
        gpib === undefined ? transport : await PrologixTransport.open(transport, gpib, options),
        options,
      ),
  },
  openmena: {
    title: 'OpenMENA',
    line: OPENMENA_LINE,
    // an Arduino Due, by either of its ports
    usb: ['2341:003d', '2341:003e'],
    async connect(transport, { amperesPerCount, ...options }) {
      if (amperesPerCount === undefined)
        throw new UsageError('OpenMENA: --amps-per-count is required (measured current per ADC count)');
      return OpenMenaSession.connect(transport, { amperesPerCount, ...options });
    },
  },
};

/** Name of a board or instrument that does not speak MBP/1. */
export type InstrumentName = keyof typeof instruments;

/** Settings of the serial port to an instrument, or of the port to its GPIB bridge if there is one. */
export function lineTo(name: InstrumentName, gpib?: number): SerialLine {
  return gpib === undefined ? instruments[name].line : BRIDGE_LINE;
}
