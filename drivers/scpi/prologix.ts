import type { Provenance } from '../provenance.js';
import type { Transport } from '../transport.js';

/** Controller, one instrument, no answers unasked, LF after each line, EOI with it. */
const settings = (address: number) => ['++mode 1', `++addr ${address}`, '++auto 0', '++eos 2', '++eoi 1'];

/**
 * A Prologix or AR488 bridge from a serial port to GPIB, as a transport to one instrument behind it: whatever is a
 * question is followed by the bridge's own command to read the answer.
 */
export class PrologixTransport implements Transport {
  readonly provenance: Provenance;

  private constructor(private readonly bridge: Transport) {
    this.provenance = bridge.provenance;
  }

  /** @param address of the instrument on the bus */
  static async open(bridge: Transport, address: number): Promise<PrologixTransport> {
    await bridge.write(Buffer.from(`${settings(address).join('\n')}\n`, 'latin1'));
    return new PrologixTransport(bridge);
  }

  write(bytes: Uint8Array): Promise<void> {
    const text = Buffer.from(bytes).toString('latin1');
    // ^C means nothing on a bus; what clears an instrument there is a command of the bridge.
    if (text === '\x03\n') return this.send('++clr\n');
    return this.send(/\?|print\(/.test(text) ? `${text}++read eoi\n` : text);
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.bridge.onBytes(listener);
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
