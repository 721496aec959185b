import { UsageError } from '../../src/core/errors.js';
import type { BoardKind, SerialLine } from './board-kind.js';
import { ARC_ONE_LINE, ArcOneSession } from './arc-one/arc-one-session.js';
import { OPENMENA_LINE, OpenMenaSession } from './openmena/openmena-session.js';
import { BRIDGE_LINE, PrologixTransport } from './scpi/prologix.js';
import { SCPI_LINE, ScpiSession } from './scpi/scpi-session.js';

/** Boards and instruments that do not speak MBP/1, by the names that experiments use. */
export const boardKinds: Readonly<Record<'arc-one' | 'source-meter' | 'openmena', BoardKind>> = {
  'arc-one': {
    meaning: 'ArC ONE',
    line: ARC_ONE_LINE,
    takes: [],
    // the interface chip of an mbed
    usb: ['0d28:0204'],
    connect: (transport, settings) => ArcOneSession.connect(transport, settings),
  },
  'source-meter': {
    meaning: 'a Keithley source-measure unit',
    line: SCPI_LINE,
    takes: ['gpib'],
    // adapters of FTDI and Prolific to RS-232
    usb: ['0403:6001', '067b:2303'],
    connect: async (transport, { gpib, ...options }) =>
      ScpiSession.connect(
        gpib === undefined ? transport : await PrologixTransport.open(transport, gpib, options),
        options,
      ),
  },
  openmena: {
    meaning: 'OpenMENA',
    line: OPENMENA_LINE,
    takes: ['amperesPerCount'],
    // an Arduino Due, by either of its ports
    usb: ['2341:003d', '2341:003e'],
    async connect(transport, { amperesPerCount, ...options }) {
      if (amperesPerCount === undefined)
        throw new UsageError('OpenMENA: --amps-per-count is required (measured current per ADC count)');
      return OpenMenaSession.connect(transport, { amperesPerCount, ...options });
    },
  },
};

/** Settings of the serial port to a board, or of the port to its GPIB bridge if there is one. */
export function lineTo({ line }: BoardKind, gpib?: number): SerialLine {
  return gpib === undefined ? line : BRIDGE_LINE;
}
