import { randomInt } from 'node:crypto';
import { RunError } from '../../src/core/errors.js';
import type { Clock } from '../ports/clock.js';
import type { BoardKind, SerialLine } from './board-kind.js';
import { boardKinds } from './board-kinds.js';
import { hexadecimal } from './mbp/frame.js';
import { MbpLink } from './mbp/mbp-link.js';
import type { Port } from '../ports/ports.js';
import { BRIDGE_LINE, BRIDGE_USB, bridgeVersion } from './scpi/prologix.js';
import type { Transport } from '../ports/transport.js';

/** A kind of device that may be at the end of a line, and how to ask for it. */
interface Candidate {
  readonly title: string;
  readonly line: SerialLine;
  ask(transport: Transport, clock: Clock): Promise<string>;
}

/** Firmware with MBP/1 runs on many boards, so it is tried last, and on every port with an unknown USB identity. */
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

/** What a USB identity can be, the most likely first; nothing for a port without one. */
export function candidates({ vendorId, productId }: Pick<Port, 'vendorId' | 'productId'>): Candidate[] {
  if (vendorId === '') return [];
  const usb = `${vendorId}:${productId}`.toLowerCase();
  const kinds: readonly BoardKind[] = Object.values(boardKinds);
  const named = kinds.filter((kind) => kind.usb.includes(usb)).map(candidate);
  return [...named, ...(BRIDGE_USB.includes(usb) ? [bridge] : []), mbp];
}

/** All kinds, for a port that the user named; first those whose question does nothing to other devices. */
export function allCandidates(): Candidate[] {
  return [
    mbp,
    candidate(boardKinds['source-meter']),
    bridge,
    candidate(boardKinds.openmena),
    candidate(boardKinds['arc-one']),
  ];
}

function candidate({ meaning, line, connect }: BoardKind): Candidate {
  return {
    title: meaning,
    line,
    async ask(transport, clock) {
      // Identification needs no scale of currents.
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
 * Asks which device is at a port, one candidate after the other; undefined if none answers. No question pulses a device,
 * but some reset a board.
 *
 * @param asking called with the title of each candidate before it is asked
 * @throws RunError if the port could not be opened for any candidate
 */
export async function recognise(
  choices: readonly Candidate[],
  open: (line: SerialLine) => Promise<Transport>,
  clock: Clock,
  asking: (title: string) => void = () => {},
): Promise<string | undefined> {
  let unopened: RunError | undefined;
  let opened = false;
  for (const { title, line, ask } of choices) {
    try {
      const transport = await open(line);
      opened = true;
      asking(title);
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
