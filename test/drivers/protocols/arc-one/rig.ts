import { ArcOneMachine } from '../../../../drivers/protocols/arc-one/arc-one-machine.js';
import { ArcOneSession } from '../../../../drivers/protocols/arc-one/arc-one-session.js';
import { SkippingClock } from '../../../../drivers/virtual/skipping-clock.js';
import { Resistors } from '../unnumbered/resistors.js';
import { Tampered } from '../unnumbered/tampered.js';

export const OHMS = [
  [2000, 5000, 6000, 7000],
  [3000, 4000, 8000, 9000],
  [1e4, 2e4, 3e4, 4e4],
  [1e5, 2e5, 3e5, 4e5],
];
export const LIMITS = {
  microvoltsMin: -2_700_000,
  microvoltsMax: 2_700_000,
  readMicrovoltsMax: 500_000,
  picoampsMax: 1_000_000_000,
  nanosMax: 1_000_000,
  pulsesMax: 500,
  picojoulesMax: 2_000_000_000,
};
export const TRAIN = { row: 1, column: 2, microvolts: 1e6, widthNanos: 90, periodNanos: 500_000, count: 12 };

/** A session that is armed, over a wire that can be tampered with. @param version null for old firmware, which tells none */
export async function rig(array = new Resistors(OHMS), version?: [number, number] | null) {
  const clock = new SkippingClock();
  const machine =
    version === null ? new ArcOneMachine(array, clock, null as never) : new ArcOneMachine(array, clock);
  const wire = new Tampered(machine, clock);
  const size = { rows: array.rows, columns: array.columns };
  const session = await ArcOneSession.connect(wire, { clock, ...size });
  await session.arm(LIMITS);
  wire.written = '';
  return { array, machine, wire, session, clock };
}

/** How often the board was reset and set up. */
export function resetsOf(wire: Tampered): number {
  return wire.written.split('00\n0\n').length - 1;
}
