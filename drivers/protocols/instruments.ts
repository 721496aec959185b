import { UsageError } from '../../src/core/errors.js';
import { ARC_ONE_LINE, ArcOneSession } from './arc-one/arc-one-session.js';
import type { BareOptions } from './unnumbered/unnumbered-link.js';
import type { BareSession } from './unnumbered/unnumbered-session.js';
import { OPENMENA_LINE, OpenMenaSession } from './openmena/openmena-session.js';
import { BRIDGE_LINE, PrologixTransport } from './scpi/prologix.js';
import { SCPI_LINE, ScpiSession } from './scpi/scpi-session.js';
import type { Transport } from '../ports/transport.js';

/** How a serial port is opened. */
export interface SerialLine {
  readonly baudRate: number;
  readonly parity?: 'none' | 'even';
}

/** What must be known of some boards before they can be talked to. */
interface InstrumentSettings extends BareOptions {
  /** address of a source-measure unit behind a GPIB bridge */
  readonly gpib?: number;
  /** what a count of an OpenMENA is */
  readonly amperesPerCount?: number;
}

/** A board or instrument that exists. */
export interface Instrument {
  readonly title: string;
  readonly line: SerialLine;
  /** USB identities, vendor:product, with which it is usually plugged in; others have the same */
  readonly usb: readonly string[];
  /** Who it is, not armed yet. The transport stays the caller's to close if this fails. */
  connect(transport: Transport, settings: InstrumentSettings): Promise<BareSession>;
}

/** Boards and instruments that exist and do not speak MBP/1, by name. */
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
        throw new UsageError(
          'OpenMENA: got no amperes a count: expected what its amplifiers make of one, measured (--amps-per-count)',
        );
      return OpenMenaSession.connect(transport, { amperesPerCount, ...options });
    },
  },
};

export type InstrumentName = keyof typeof instruments;

/** How the port to an instrument is opened: on the line of the bridge where there is one before it. */
export function lineTo(name: InstrumentName, gpib?: number): SerialLine {
  return gpib === undefined ? instruments[name].line : BRIDGE_LINE;
}
