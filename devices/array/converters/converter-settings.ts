/** What digital-to-analogue converters of an array are like. Volts; what is left out is ideal. */
export interface DacSettings {
  /** left out for a converter without steps */
  readonly bits?: number;
  /** the largest voltage of either sign; left out for that of an input of one on the smallest window */
  readonly range?: number;
  /** peak of the integral non-linearity, in steps */
  readonly inl?: number;
  readonly offset?: number;
  /** thermal noise of a conversion, standard deviation */
  readonly noise?: number;
  /** whether each converter carries its rounding error into its next conversion */
  readonly diffuse?: boolean;
  /** energy of a conversion for each of its 2^bits levels (Walden), femtojoules */
  readonly femtojoules?: number;
  /** how long a conversion takes */
  readonly seconds?: number;
}

/** What analogue-to-digital converters and their amplifiers are like. Amperes: 1 µA is 0.1 V behind 1e5 V/A. */
export interface AdcSettings extends DacSettings {
  /** conversions that are averaged for a number */
  readonly samples?: number;
  /** input resistance of the amplifier, ohms */
  readonly inputOhms?: number;
}

/** Energy a level where nothing is said: Walden's figure of merit, 10 to 50 fJ in published converters. */
export const DEFAULT_FEMTOJOULES = 20;
/** Time of a conversion where nothing is said: a choice, that of converters of about a billion samples a second. */
export const DEFAULT_SECONDS = 1e-9;

/** The largest code of so many bits: codes lie evenly on both sides of zero. */
export function largestCode(bits: number): number {
  return 2 ** (bits - 1) - 1;
}

/** The largest peak of the non-linearity, in steps, at which every larger input still gives no smaller number. */
export function largestInl(bits: number): number {
  return largestCode(bits) / (2 * Math.PI);
}

/** Energy of one conversion, joules: 2^bits levels (Walden, IEEE J. Sel. Areas Commun. 17(4), 1999); 0 without steps. */
export function conversionJoules({ bits, femtojoules = DEFAULT_FEMTOJOULES }: DacSettings): number {
  return bits === undefined ? 0 : 2 ** bits * femtojoules * 1e-15;
}
