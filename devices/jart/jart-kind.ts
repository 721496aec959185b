import { UsageError } from '../../src/core/errors.js';
import type { Streams } from '../../src/core/random-stream.js';
import type { Settings } from '../../src/core/setting.js';
import type { DeviceKind } from '../device-kind.js';
import { JartArray } from './jart-array.js';
import { JartBank } from './jart-bank.js';
import { UNPHYSICAL_KELVIN } from './jart-parameters.js';
import { jartCalibration, jartRange } from './jart-curves.js';
import { VariedArray } from './varied-array.js';
import { VariedJartBank } from './varied-jart-bank.js';
import type { JartSpread } from './jart-spread.js';
import { gradualProgramming as gradual, type JartProgramming } from './jart-programming.js';

const settings = {
  setVolts: {
    default: gradual.set.volts,
    minimum: 0.01,
    maximum: 3,
    meaning: 'amplitude of a SET pulse, V; the published model has the other sign',
  },
  resetVolts: {
    default: -gradual.reset.volts,
    minimum: 0.01,
    maximum: 3,
    meaning: 'amplitude of a RESET pulse, V, without its sign',
  },
  pulseSeconds: {
    default: gradual.set.seconds,
    minimum: 1e-12,
    maximum: 1,
    meaning: 'width of a pulse, s',
  },
  readVolts: {
    default: gradual.readVolts,
    minimum: 0.001,
    maximum: 1.5,
    meaning: 'voltage of a read, V, of the polarity of SET',
  },
  lowestN: {
    default: gradual.lowestN,
    minimum: 0.008,
    maximum: 19,
    meaning: 'lower end of the window, as vacancies in the disc, 1e26 m⁻³',
  },
  highestN: {
    default: gradual.highestN,
    minimum: 0.009,
    maximum: 20,
    meaning: 'upper end of the window, as vacancies in the disc, 1e26 m⁻³',
  },
  deviceSpread: {
    default: 1,
    minimum: 0,
    maximum: 3,
    meaning:
      'with noise: spread of limits, radius and disc from device to device, as a multiple of the published one',
  },
  cycleSpread: {
    default: 1,
    minimum: 0,
    maximum: 3,
    meaning: 'with noise: steps of radius and disc from cycle to cycle, as a multiple of the published ones',
  },
} as const;

type JartSettings = Settings<keyof typeof settings>;

/** Cells of the physical model JART VCM v1b, as devices of an experiment. */
export const jart: DeviceKind<keyof typeof settings> = {
  meaning:
    'JART VCM v1b: a physical model of filament, Schottky contact, Joule heat and ion hopping (Cüppers et al., APL Mater. 2019); with noise, v1b var (Bengel et al., TCAS-I 2020)',
  settings,
  noise: 'own',
  make({ placed, noisy }, chosen) {
    const array = new JartArray(programmingOf(chosen));
    const spread = { devices: chosen.deviceSpread, cycles: chosen.cycleSpread };
    const varied = noisy && (spread.devices > 0 || spread.cycles > 0);
    const make = varied ? variedBanks(array, spread) : () => new JartBank(array, placed.length);
    return {
      range: new Int32Array(placed.length).fill(jartRange(array)),
      calibration: () => jartCalibration(array, placed.length),
      conditions: Array.from(placed, () => conditionsOf(array.programming)),
      bank: (random) => make(placed.length, random),
    };
  },
  warning(chosen) {
    const { hottest } = new JartArray(programmingOf(chosen));
    if (hottest <= UNPHYSICAL_KELVIN) return undefined;
    return `bank jart: pulses heat the filament to ${hottest.toFixed(0)} K; above ${UNPHYSICAL_KELVIN} K the model describes no real oxide, so lower setVolts or resetVolts`;
  },
};

function variedBanks({ programming, parameters }: JartArray, spread: JartSpread) {
  const array = new VariedArray(programming, parameters);
  return (size: number, random: Streams) => new VariedJartBank(array, size, spread, random);
}

function programmingOf(chosen: JartSettings): JartProgramming {
  const { setVolts, resetVolts, pulseSeconds: seconds, readVolts, lowestN, highestN } = chosen;
  if (!(highestN > lowestN))
    throw new UsageError(
      `bank jart: got the window lowestN ${lowestN} to highestN ${highestN}: expected highestN above lowestN`,
    );
  const shape = (volts: number) => ({ volts, seconds, period: 2 * seconds });
  return { set: shape(setVolts), reset: shape(-resetVolts), readVolts, lowestN, highestN };
}

function conditionsOf({ set, reset, readVolts }: JartProgramming) {
  const pulse = ({ volts, seconds }: typeof set) => ({ volts, widthSeconds: seconds });
  return { set: pulse(set), reset: pulse(reset), periodSeconds: set.period, readVolts };
}
