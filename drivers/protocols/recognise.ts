import { randomInt } from 'node:crypto';
import { RunError } from '../../src/core/errors.js';
import type { Clock } from '../ports/clock.js';
import { instruments, type InstrumentName, type SerialLine } from './instruments.js';
import { hexadecimal } from './mbp/hexadecimal.js';
import { MbpLink } from './mbp/mbp-link.js';
import type { Port } from '../ports/ports.js';
import { BRIDGE_LINE, BRIDGE_USB, bridgeVersion } from './scpi/prologix.js';
import type { Transport } from '../ports/transport.js';

/** A way to ask who is at the end of a line. */
interface Candidate {
  readonly title: string;
  readonly line: SerialLine;
  ask(transport: Transport, clock: Clock): Promise<string>;
}

/** Firmware of this project's own protocol runs on many boards, so it is asked for last and wherever nothing else is known. */
const mbp: Candidate = {
  title: 'a board that speaks MBP/1',
  line: { baudRate: 115_200 },
  async ask(transport, clock) {
    const link = new MbpLink(transport, { clock });
    const [model, firmware, serial] = await link.request('HELLO', [1, hexadecimal(randomInt(0x10000))], {
      deadlineMs: 1000,
    });
    return `${model}, firmware ${firmware}, serial number ${serial}, by MBP/1`;
  },
};

const bridge: Candidate = {
  title: 'a GPIB bridge',
  line: BRIDGE_LINE,
  ask: async (transport, clock) => `${await bridgeVersion(transport, { clock })}, a bridge to GPIB (--gpib)`,
};

const names = Object.keys(instruments) as InstrumentName[];

/** What may be plugged in by a USB identity, the likeliest first; nothing where a port has none. */
export function candidates({ vendorId, productId }: Pick<Port, 'vendorId' | 'productId'>): Candidate[] {
  if (vendorId === '') return [];
  const usb = `${vendorId}:${productId}`.toLowerCase();
  const named = names.filter((name) => instruments[name].usb.includes(usb)).map(candidate);
  return [...named, ...(BRIDGE_USB.includes(usb) ? [bridge] : []), mbp];
}

/** All that can be asked for, those first that do nothing to anybody else: for a port that somebody named. */
export function everyone(): Candidate[] {
  return [mbp, candidate('source-meter'), bridge, candidate('openmena'), candidate('arc-one')];
}

function candidate(name: InstrumentName): Candidate {
  const { title, line, connect } = instruments[name];
  return {
    title,
    line,
    async ask(transport, clock) {
      // A scale of currents is not needed to be known.
      const session = await connect(transport, { clock, amperesPerCount: 1e-9 });
      const { model, firmware, serial } = session.capabilities;
      await session.close();
      return [model, firmware && `firmware ${firmware}`, serial && `serial number ${serial}`]
        .filter(Boolean)
        .join(', ');
    },
  };
}

/**
 * Asks who is at a port, one way after the other; no way pulses anything, but some reset a board. Nothing where nobody
 * answers.
 *
 * @param tell for whom a port that is open is asked
 * @throws RunError where the port could not be opened in any way
 */
export async function recognise(
  ways: readonly Candidate[],
  open: (line: SerialLine) => Promise<Transport>,
  clock: Clock,
  tell: (title: string) => void = () => {},
): Promise<string | undefined> {
  let unopened: RunError | undefined;
  let opened = false;
  for (const { title, line, ask } of ways) {
    try {
      const transport = await open(line);
      opened = true;
      tell(title);
      try {
        return await ask(transport, clock);
      } finally {
        await transport.close().catch(() => {});
      }
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      unopened ??= error;
    }
  }
  if (!opened && unopened) throw unopened;
  return undefined;
}
