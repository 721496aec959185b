/** Largest step of a level, volts: a device that is read never sees a jump. A choice. */
const STEP = 0.05;

/** The levels on the way from one voltage to another, the last included; none if it is there already. */
export function rampTo(from: number, to: number): number[] {
  const steps = Math.ceil(Math.abs(to - from) / STEP - 1e-9);
  return Array.from({ length: steps }, (_, k) =>
    k === steps - 1 ? to : from + ((to - from) * (k + 1)) / steps,
  );
}
