/** A unit with the SI prefix that suits some numbers: `nS` and 1e9. */
export interface ScaledUnit {
  readonly name: string;
  /** from the base unit to this one */
  readonly factor: number;
}

/** Prefixes and their exponents of ten. */
const PREFIXES = [
  ['f', -15],
  ['p', -12],
  ['n', -9],
  ['µ', -6],
  ['m', -3],
  ['', 0],
] as const;
const MINIMUM_DIGITS = 3;

/** The unit in which the largest of some values has one to three digits before its point; micro where all are 0. */
export function scaledUnit(base: string, values: Iterable<number>): ScaledUnit {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  // What is printed as 1000 belongs to the next unit.
  const printed = Number((largest || 1e-6).toPrecision(MINIMUM_DIGITS));
  const [prefix, exponent] =
    PREFIXES.findLast(([, exponent]) => printed >= Number(`1e${exponent}`)) ?? PREFIXES[0];
  return { name: `${prefix}${base}`, factor: Number(`1e${-exponent}`) };
}

/** A value in a unit as digits: with some decimals, and with more where these leave fewer than three significant digits. */
export function inUnit(value: number, { factor }: ScaledUnit, decimals = 2): string {
  const scaled = value * factor;
  const magnitude = Math.floor(Math.log10(Math.abs(scaled)));
  const needed = Number.isFinite(magnitude) ? MINIMUM_DIGITS - 1 - magnitude : 0;
  return scaled.toFixed(Math.min(Math.max(decimals, needed), 12));
}

/** A value in the unit that suits it: 41.16 µS. */
export function quantity(value: number, base: string, decimals = 2): string {
  const unit = scaledUnit(base, [value]);
  return `${inUnit(value, unit, decimals)} ${unit.name}`;
}
