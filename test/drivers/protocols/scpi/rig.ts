import { Keithley2400Machine } from '../../../../drivers/protocols/scpi/keithley-2400-machine.js';
import { Keithley2600Machine } from '../../../../drivers/protocols/scpi/keithley-2600-machine.js';
import { ScpiSession } from '../../../../drivers/protocols/scpi/scpi-session.js';
import { SkippingClock } from '../../../../drivers/virtual/skipping-clock.js';
import { Resistors } from '../unnumbered/resistors.js';
import { Tampered } from '../unnumbered/tampered.js';

export const LIMITS = {
  microvoltsMin: -2_700_000,
  microvoltsMax: 2_500_000,
  readMicrovoltsMax: 500_000,
  picoampsMax: 1_000_000_000,
  nanosMax: 10_000_000,
  pulsesMax: 100,
  picojoulesMax: 2_000_000_000,
};
export const PLACE = { row: 0, column: 0 };
export const TRAIN = { ...PLACE, microvolts: 1e6, widthNanos: 1e6, periodNanos: 5e6, count: 3 };
export const machines = { 2400: Keithley2400Machine, 2600: Keithley2600Machine };

/** A session that is armed, over a wire that can be tampered with. */
export async function rig(model: keyof typeof machines, ohms = 1e4) {
  const clock = new SkippingClock();
  const cell = new Resistors([[ohms]]);
  const machine = new machines[model](cell);
  const wire = new Tampered(machine, clock);
  const session = await ScpiSession.connect(wire, { clock });
  await session.arm(LIMITS);
  wire.written = '';
  return { clock, cell, machine, wire, session };
}

/** The same on a 2400, whose machine tells what its output did. */
export async function rig2400() {
  const { machine, ...rest } = await rig(2400);
  return { machine: machine as Keithley2400Machine, ...rest };
}
