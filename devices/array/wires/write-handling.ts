/** What becomes of the voltage that wires take away from a write. */
export interface WriteHandling {
  readonly meaning: string;
  /** whether the device that is written sees less */
  readonly drops: boolean;
}

/** How drivers write through wires, by name. */
export const writeHandlings = {
  dropped: { meaning: 'the device gets what wires and other cells leave of the voltage', drops: true },
  compensated: {
    meaning: 'drivers raise the voltage, so that each device gets the whole',
    drops: false,
  },
} as const satisfies Record<string, WriteHandling>;

export type WriteHandlingName = keyof typeof writeHandlings;

/** Voltage of a write, V, and the millivolts less that make switching ten times as slow: of SET times of JART VCM v1b at 0.6 and 1.2 V. */
export const WRITE_VOLTS = 1.2;
export const MILLIVOLTS_PER_DECADE = 75.3;

/** Decades by which switching would be slower without any voltage. */
export function decadesOf(law: {
  readonly writeVolts: number;
  readonly millivoltsPerDecade: number;
}): number {
  return (1000 * law.writeVolts) / law.millivoltsPerDecade;
}
