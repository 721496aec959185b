import { JartCell } from './jart-cell.js';
import { jartV1b, UNPHYSICAL_KELVIN, type JartParameters } from './jart-parameters.js';
import { switchingSeconds } from './switching-time.js';
import type { VoltageSweep } from './voltage-sweep.js';

/** Between a low and a high resistance, 1e26 m⁻³: a cell has switched where N passes it. */
const SWITCHED = 0.4;
/** Voltages between which the slope of the SET time is told, in the sign of the model. */
const SLOPE_AT = [-0.5, -0.6] as const;
const READ_VOLTS = -0.2;

/** What a voltage sweep shows, in the sign of the published model. */
export interface SweepFindings {
  /** where N passes the middle upward, and downward; undefined where the sweep does not switch the cell */
  readonly setVolts?: number;
  readonly resetVolts?: number;
  /** conductance after SET over that before, at −0.2 V */
  readonly ratio: number;
  /** volts that make SET ten times as fast, between −0.5 and −0.6 V */
  readonly voltsPerDecade: number;
  readonly hottestKelvin: number;
  /** the voltage at which the filament is hottest */
  readonly hottestVolts: number;
  /** the lowest voltage, in magnitude, at which it is hotter than 1500 K */
  readonly unphysicalFrom?: number;
}

/** Finds what a sweep shows. */
export function sweepFindings(sweep: VoltageSweep, parameters: JartParameters = jartV1b): SweepFindings {
  const { volts, n, hottestKelvin: kelvin } = sweep;
  const up = n.findIndex((value, k) => k > 0 && n[k - 1] < SWITCHED && value >= SWITCHED);
  const down = n.findIndex((value, k) => k > 0 && n[k - 1] >= SWITCHED && value < SWITCHED);
  const middle = (k: number) => (volts[k - 1] + volts[k]) / 2;
  const hottest = kelvin.indexOf(Math.max(...kelvin));
  const hot = [...volts.keys()].filter((k) => kelvin[k] > UNPHYSICAL_KELVIN);
  return {
    ...(up > 0 && { setVolts: middle(up) }),
    ...(down > 0 && { resetVolts: middle(down) }),
    ratio: conductanceAt(Math.max(...n), parameters) / conductanceAt(n[0], parameters),
    voltsPerDecade: slopeOfSet(parameters),
    hottestKelvin: kelvin[hottest],
    hottestVolts: volts[hottest],
    ...(hot.length > 0 && { unphysicalFrom: hot.map((k) => volts[k]).reduce(nearer) }),
  };
}

/** The volts of two that are nearer to 0. */
function nearer(one: number, other: number): number {
  return Math.abs(one) <= Math.abs(other) ? one : other;
}

function conductanceAt(n: number, parameters: JartParameters): number {
  const cell = new JartCell(parameters);
  cell.solve(n, READ_VOLTS);
  return cell.amperes / READ_VOLTS;
}

function slopeOfSet(parameters: JartParameters): number {
  const [slow, fast] = SLOPE_AT.map((volts) =>
    switchingSeconds(parameters.lowestN, SWITCHED, volts, parameters),
  );
  return (SLOPE_AT[0] - SLOPE_AT[1]) / Math.log10(slow / fast);
}

/** How long a cell takes to switch at a constant voltage. */
export interface SwitchingTime {
  readonly polarity: 'set' | 'reset';
  /** in the sign of the published model */
  readonly volts: number;
  readonly seconds: number;
  /** highest temperature of the filament on the way, K */
  readonly hottestKelvin: number;
}

/** Switching times over voltage: SET from the lowest N to 0.4, RESET from the highest N to 0.4. */
export function switchingTimes(parameters: JartParameters = jartV1b): SwitchingTime[] {
  const { lowestN, highestN } = parameters;
  const volts = (from: number, to: number) =>
    Array.from({ length: Math.round((to - from) * 20) + 1 }, (_, k) => Number((from + k / 20).toFixed(2)));
  const one = (polarity: 'set' | 'reset', volts: number, from: number) => ({
    polarity,
    volts,
    seconds: switchingSeconds(from, SWITCHED, volts, parameters),
    hottestKelvin: hottestOnTheWay(from, volts, parameters),
  });
  return [
    ...volts(0.3, 1.5).map((magnitude) => one('set', -magnitude, lowestN)),
    ...volts(0.5, 1.5).map((magnitude) => one('reset', magnitude, highestN)),
  ];
}

function hottestOnTheWay(from: number, volts: number, parameters: JartParameters): number {
  const cell = new JartCell(parameters);
  const kelvins = Array.from({ length: 101 }, (_, k) => {
    cell.solve(from * (SWITCHED / from) ** (k / 100), volts);
    return cell.kelvin;
  });
  return Math.max(...kelvins);
}
