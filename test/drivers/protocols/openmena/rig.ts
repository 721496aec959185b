import { expect } from 'vitest';
import { OpenMenaMachine } from '../../../../drivers/protocols/openmena/openmena-machine.js';
import { OpenMenaSession } from '../../../../drivers/protocols/openmena/openmena-session.js';
import { SkippingClock } from '../../../../drivers/virtual/skipping-clock.js';
import { Resistors } from '../unnumbered/resistors.js';
import { Tampered } from '../unnumbered/tampered.js';

/** 40 µA of currents either way. */
export const AMPERES_PER_COUNT = 2e-8;
export const LIMITS = {
  microvoltsMin: -950_000,
  microvoltsMax: 950_000,
  readMicrovoltsMax: 500_000,
  picoampsMax: 80_000_000,
  nanosMax: 1_000_000,
  pulsesMax: 200,
  picojoulesMax: 2_000_000_000,
};
export const TRAIN = {
  row: 2,
  column: 5,
  microvolts: 900_000,
  widthNanos: 20_000,
  periodNanos: 40_000,
  count: 7,
};
export const PLACE = { row: 2, column: 5 };
/** Half a count is 10 nA, on each of the two readings of a difference. */
export const CURRENT = expect.toSatisfy((picoamps: number) => Math.abs(picoamps - 2e6) <= 2e4);

/** A session that is armed, over a wire that can be tampered with. */
export async function rig() {
  const clock = new SkippingClock();
  const cells = new Resistors(Array.from({ length: 8 }, () => new Array<number>(8).fill(1e5)));
  const machine = new OpenMenaMachine(cells, AMPERES_PER_COUNT, clock);
  const wire = new Tampered(machine, clock);
  const connecting = OpenMenaSession.connect(wire, { clock, amperesPerCount: AMPERES_PER_COUNT });
  machine.reset();
  const session = await connecting;
  await session.arm(LIMITS);
  wire.written = '';
  const read = async () => (await session.read(PLACE, 200_000, 0, 20)).picoamps;
  return { clock, cells, machine, wire, session, read };
}
