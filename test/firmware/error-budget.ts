/** What an error does to a reading of one cell. Voltages are in volts, currents in counts of the converter. */
interface Error {
  readonly name: string;
  /** at the device: the row's voltage is off by so much */
  readonly volts?: Bounds;
  /** at the converter */
  readonly counts?: Bounds;
  /** of the reading itself */
  readonly share?: Bounds;
}

/** Typical and largest; where the data sheet has only one, both are it. */
type Bounds = readonly [typical: number, largest: number];

/** A count of the converter and a step of the rows: 4.096 V in 1024 and in 4096. */
const COUNT_VOLTS = 4e-3;
const STEP_VOLTS = 1e-3;
const MIDDLE = 2.048;
/** Of a count, in both ranges, and the largest current of the narrow one. */
const NARROW_AMPERES = 40e-9;
const WIDE_AMPERES = 440e-9;
const NARROW_MOST = 510 * NARROW_AMPERES;

/** On either side of the calibration; sources are in firmware/README.md. */
const ALWAYS: readonly Error[] = [
  { name: 'row converter, gain', share: [1e-3, 1e-2] },
  { name: 'processor’s converter, nonlinearity', counts: [0.5, 0.5] },
  { name: 'processor’s converter, clock of 250 kHz', counts: [0.16, 0.16] },
  { name: 'processor’s converter, gain', share: [2 / 1024, 2 / 1024] },
  { name: 'rounding to a count', counts: [0.29, 0.5] },
  { name: 'amplifier’s resistor', share: [1e-3, 1e-3] },
];

const WITHOUT: readonly Error[] = [
  { name: 'row converter, offset', volts: [0.02e-2 * 4.096, 1e-2 * 4.096] },
  { name: 'row converter, gain at the middle', volts: [1e-3 * MIDDLE, 1e-2 * MIDDLE] },
  { name: 'row converter, nonlinearity', volts: [2 * STEP_VOLTS, 12 * STEP_VOLTS] },
  { name: 'half of the reference, on the columns', volts: [1e-3 * MIDDLE, 1e-3 * MIDDLE] },
  {
    name: 'the same, at the converter',
    counts: [(1e-3 * MIDDLE) / COUNT_VOLTS, (1e-3 * MIDDLE) / COUNT_VOLTS],
  },
  { name: 'amplifier, offset', volts: [0.5e-3, 0.5e-3] },
  { name: 'the same, at the converter', counts: [0.5e-3 / COUNT_VOLTS, 0.5e-3 / COUNT_VOLTS] },
  { name: 'processor’s converter, offset', counts: [2, 2] },
  { name: 'processor’s converter, gain at the middle', counts: [1, 1] },
];

const WITH: readonly Error[] = [
  { name: 'half a step of the rows', volts: [0.29e-3, 0.5e-3] },
  { name: 'the rows’ zero, as measured', volts: [0.1e-3, 0.25e-3] },
  // The zero has a nonlinearity of its own, which is subtracted.
  { name: 'row converter, nonlinearity', volts: [2 * Math.SQRT2 * STEP_VOLTS, 24 * STEP_VOLTS] },
  { name: 'amplifier’s offset beside that of column 0', volts: [0.5e-3 * Math.SQRT2, 1e-3] },
  { name: 'the column’s zero, as measured', counts: [0.1, 0.5] },
];

/** Errors of a conductance as shares of it: the sum of the largest, their root sum of squares, and that of the typical ones. */
export function conductanceErrors(
  volts: number,
  siemens: number,
  calibrated: boolean,
): { readonly worst: number; readonly root: number; readonly typical: number } {
  const amperes = volts * siemens;
  const counts = amperes / (amperes > NARROW_MOST ? WIDE_AMPERES : NARROW_AMPERES);
  const share = ({ volts: v, counts: c, share: s }: Error, at: 0 | 1) =>
    (v ? v[at] / volts : 0) + (c ? c[at] / counts : 0) + (s ? s[at] : 0);
  const errors = [...ALWAYS, ...(calibrated ? WITH : WITHOUT)];
  const root = (at: 0 | 1) => Math.sqrt(errors.reduce((sum, error) => sum + share(error, at) ** 2, 0));
  return { worst: errors.reduce((sum, error) => sum + share(error, 1), 0), root: root(1), typical: root(0) };
}

/** The table of firmware/README.md, as rows of cells. */
export function errorBudget(): string[][] {
  const percent = (value: number) => `${+(100 * value).toPrecision(2)} %`;
  return [0.05, 0.1, 0.2, 0.5, 1].flatMap((volts) =>
    [10e-6, 50e-6, 100e-6].map((siemens) => [
      `${Math.round(volts * 1e3)} mV`,
      `${Math.round(siemens * 1e6)} µS`,
      ...[false, true].flatMap((calibrated) => {
        const { worst, root, typical } = conductanceErrors(volts, siemens, calibrated);
        return [worst, root, typical].map(percent);
      }),
    ]),
  );
}
