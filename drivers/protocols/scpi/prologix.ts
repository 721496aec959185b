import { RunError } from '../../../src/core/errors.js';
import { lines } from '../unnumbered/line-format.js';
import {
  UnnumberedLink,
  type UnnumberedOptions,
  type UnnumberedTiming,
} from '../unnumbered/unnumbered-link.js';
import { OutOfStep } from '../../sessions/errors.js';
import type { Provenance, Transport } from '../../ports/transport.js';

/** Serial line of an AR488; a Prologix on USB accepts any. */
export const BRIDGE_LINE = { baudRate: 115_200 } as const;
/** USB identities of bridges: FTDI for a Prologix; Arduinos and the chip of their clones for an AR488. */
export const BRIDGE_USB = ['0403:6001', '2341:0043', '2341:0010', '2341:0042', '2341:8036', '2341:8037', '1b4f:9206', '1a86:7523']; // prettier-ignore

const TIMING: UnnumberedTiming = { paceMs: 0, guardMs: 50, quietMs: 1000 };
const ANSWER_MS = 1500;
/** Opening the port resets an Arduino, which then hears nothing for some seconds. */
const ATTEMPTS = 4;

/** Controller mode, one instrument, answers only on request, LF and EOI after each line; and the instrument is cleared. */
const settings = (address: number) => [
  '++mode 1',
  `++addr ${address}`,
  '++auto 0',
  '++eos 2',
  '++eoi 1',
  '++clr',
];

/** The version of a bridge, asked after some other lines. @throws RunError if it does not answer */
export async function bridgeVersion(
  bridge: Transport,
  options: UnnumberedOptions,
  before: readonly string[] = [],
): Promise<string> {
  const link = new UnnumberedLink(bridge, TIMING, options);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++)
    try {
      await link.waitForSilence(TIMING.guardMs);
      const [version] = await link.ask([...before, '++ver'], lines(1), ANSWER_MS);
      return version;
    } catch (error) {
      if (!(error instanceof OutOfStep)) throw error;
    }
  throw new RunError(
    `no answer to ++ver in ${ATTEMPTS} attempts: expected a Prologix or AR488 bridge to GPIB`,
  );
}

/**
 * A Prologix or AR488 bridge from a serial port to GPIB, as a transport to one instrument behind it. After each query it
 * sends the bridge's own command to read the answer.
 */
export class PrologixTransport implements Transport {
  readonly provenance: Provenance;
  private listener: (bytes: Uint8Array) => void = () => {};

  private constructor(
    private readonly bridge: Transport,
    private readonly address: number,
  ) {
    this.provenance = bridge.provenance;
    bridge.onBytes((bytes) => this.listener(bytes));
  }

  /** Waits for a bridge and sets it up. @param address of the instrument on the bus */
  static async open(
    bridge: Transport,
    address: number,
    options: UnnumberedOptions = {},
  ): Promise<PrologixTransport> {
    const transport = new PrologixTransport(bridge, address);
    await bridgeVersion(transport, options, settings(address));
    return transport;
  }

  write(bytes: Uint8Array): Promise<void> {
    const text = Buffer.from(bytes).toString('latin1');
    // ^C means nothing on a bus. The bridge's own command clears the instrument; the bridge may have been reset too.
    if (text === '\x03\n') return Promise.resolve();
    if (text === '*CLS\n') return this.send(`${settings(this.address).join('\n')}\n${text}`);
    return this.send(/\?|print\(/.test(text) ? `${text}++read eoi\n` : text);
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.listener = listener;
  }

  onClose(listener: (reason: string) => void): void {
    this.bridge.onClose(listener);
  }

  close(): Promise<void> {
    return this.bridge.close();
  }

  private send(text: string): Promise<void> {
    return this.bridge.write(Buffer.from(text, 'latin1'));
  }
}
