import { UncertainPulse } from '../../drivers/mbp/errors.js';
import type { BareSession } from '../../drivers/bare/session.js';
import type { BoardSession, PulseTrain } from '../../drivers/board-session.js';
import { instruments, type InstrumentName } from '../../drivers/instruments.js';
import { isIdentified } from '../../drivers/port-provenance.js';
import { SerialTransport } from '../../drivers/serial-transport.js';
import type { BoardSetup } from './board-form.js';
import { boardLimits } from './board-limits.js';
import type { OpenBoard } from './open-board.js';

/** Reaches a board that does not speak MBP/1, on the line that it has, and arms it. */
export async function openInstrument(setup: BoardSetup, as: InstrumentName): Promise<OpenBoard> {
  const { line, connect } = instruments[as];
  const { gpib, amperesPerCount } = setup;
  const transport = await SerialTransport.open(setup.port, line.baudRate, line.parity);
  try {
    const session = await connect(transport, {
      ...(gpib !== undefined && { gpib }),
      ...(amperesPerCount !== undefined && { amperesPerCount }),
    });
    await session.arm(boardLimits(setup));
    const { serial, calibrated } = session.capabilities;
    const proven = isIdentified(transport.provenance) && serial !== '' && calibrated;
    return { session: readAfterwards(session), provenance: proven ? 'hardware' : 'emulated' };
  } catch (error) {
    await transport.close();
    throw error;
  }
}

/** A train whose end nobody knows counts as given, as with MBP/1: the device is read after it, and the learner goes on from there. */
function readAfterwards(session: BareSession): BoardSession {
  const train = async (order: PulseTrain) => {
    try {
      return await session.train(order);
    } catch (error) {
      if (error instanceof UncertainPulse) return { done: order.count, flags: 0 };
      throw error;
    }
  };
  return {
    capabilities: session.capabilities,
    read: (...order) => session.read(...order),
    readSet: (...order) => session.readSet(...order),
    train,
    safe: () => session.safe(),
    close: () => session.close(),
  };
}
