import type { Transport } from '../ports/transport.js';
import type { UnnumberedOptions } from './unnumbered/unnumbered-link.js';
import type { UnnumberedSession } from './unnumbered/unnumbered-session.js';

/** Settings of a serial port. */
export interface SerialLine {
  readonly baudRate: number;
  readonly parity?: 'none' | 'even';
}

/** Settings that some boards need before they can be used. */
interface BoardSettings extends UnnumberedOptions {
  /** address of a source-measure unit behind a GPIB bridge */
  readonly gpib?: number;
  /** measured current per ADC count */
  readonly amperesPerCount?: number;
}

/** A board or an instrument that does not speak MBP/1, as experiments know it. */
export interface BoardKind {
  /** what it is, as a name */
  readonly meaning: string;
  readonly line: SerialLine;
  /** the settings that it takes beside the port */
  readonly takes: readonly ('gpib' | 'amperesPerCount')[];
  /** typical USB identities, vendor:product; other devices can have the same */
  readonly usb: readonly string[];
  /** Identifies it; it is not armed yet. If this fails, the caller must close the transport. */
  connect(transport: Transport, settings: BoardSettings): Promise<UnnumberedSession>;
}
