import { RunError } from '../../../src/core/errors.js';
import { lines } from '../unnumbered/answer.js';
import { BareLink, type BareOptions, type BareTiming } from '../unnumbered/unnumbered-link.js';
import { OutOfStep } from '../unnumbered/out-of-step.js';
import type { Provenance } from '../../ports/provenance.js';
import type { Transport } from '../../ports/transport.js';

/** The line of an AR488; a Prologix has none of its own on USB. */
export const BRIDGE_LINE = { baudRate: 115_200 } as const;
/** USB identities that a bridge may have: FTDI in a Prologix; Arduinos, and the chip of their copies, of which an AR488 is made. */
export const BRIDGE_USB = ['0403:6001', '2341:0043', '2341:0010', '2341:0042', '2341:8036', '2341:8037', '1b4f:9206', '1a86:7523']; // prettier-ignore

const TIMING: BareTiming = { paceMs: 0, guardMs: 50, quietMs: 1000 };
const ANSWER_MS = 1500;
/** An Arduino that its opened port has reset hears nothing for some seconds. */
const ATTEMPTS = 4;

/** Controller, one instrument, no answers unasked, LF after each line, EOI with it; and the instrument forgets what it was asked. */
const settings = (address: number) => [
  '++mode 1',
  `++addr ${address}`,
  '++auto 0',
  '++eos 2',
  '++eoi 1',
  '++clr',
];

/** The version of a bridge, which has heard some lines before it tells it. @throws RunError where nobody tells one */
export async function bridgeVersion(
  bridge: Transport,
  options: BareOptions,
  before: readonly string[] = [],
): Promise<string> {
  const link = new BareLink(bridge, TIMING, options);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++)
    try {
      await link.settle(TIMING.guardMs);
      const [version] = await link.ask([...before, '++ver'], lines(1), ANSWER_MS);
      return version;
    } catch (error) {
      if (!(error instanceof OutOfStep)) throw error;
    }
  throw new RunError(
    `got no answer to ++ver, ${ATTEMPTS} times: expected a Prologix or AR488 bridge to GPIB`,
  );
}

/**
 * A Prologix or AR488 bridge from a serial port to GPIB, as a transport to one instrument behind it: whatever is a
 * question is followed by the bridge's own command to read the answer.
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

  /** Sets a bridge up, as soon as there is one. @param address of the instrument on the bus */
  static async open(
    bridge: Transport,
    address: number,
    options: BareOptions = {},
  ): Promise<PrologixTransport> {
    const transport = new PrologixTransport(bridge, address);
    await bridgeVersion(transport, options, settings(address));
    return transport;
  }

  write(bytes: Uint8Array): Promise<void> {
    const text = Buffer.from(bytes).toString('latin1');
    // ^C means nothing on a bus. What makes an instrument forget is a command of the bridge, which may have been reset itself.
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
