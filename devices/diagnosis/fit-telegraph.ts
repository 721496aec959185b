import { RandomStream } from '../../src/core/random-stream.js';
import type { DeviceFit, DeviceNoise, TelegraphLevels } from '../files/device-form.js';
import type { Characterisation } from '../fitting/characterisation.js';
import { expectedVariogram, type DetrendedVariogram } from '../fitting/detrended-variogram.js';
import { pooledNoise, type DeviceFits } from '../fitting/fit-devices.js';
import { exponentialModel } from '../fitting/noise-parts.js';
import { splitNoise, type NoiseSplit } from '../fitting/split-noise.js';
import type { Polarity } from '../vcm/response-curve.js';
import { residualTraces, type ResidualTrace } from './residual-traces.js';
import { telegraphTest } from './telegraph-test.js';
import { occupancy, upright, type TwoLevels } from './two-levels.js';

/** Two levels for each polarity with telegraph noise. */
type Levels = Partial<Record<Polarity, TwoLevels>>;

/** A fitted device, and its variograms with the telegraph noise as their known part. */
interface TelegraphFit {
  device: DeviceFit;
  variograms: Record<Polarity, DetrendedVariogram[]>;
}

const POLARITIES: readonly Polarity[] = ['set', 'reset'];

/**
 * Adds telegraph noise to fitted devices where it is found. White, 1/f-like and accumulating noise are then the remaining noise, so that all
 * parts together give the measured noise. A device without telegraph noise does not change.
 * @param measured the devices of the fits, in the same order
 */
export function fitTelegraph(measured: readonly Characterisation[], fits: DeviceFits): DeviceFits {
  const found = measured.map((device, k) => telegraphFit(device, fits.devices[k]));
  const devices = found.map(({ device }) => device);
  const notes = devices.flatMap(notesOnTelegraph);
  if (notes.length === 0) return fits;
  const pooled = pooledNoise(found.map(({ variograms }) => variograms));
  return { devices, pooled, notes: [...fits.notes, ...notes] };
}

function telegraphFit(measured: Characterisation, device: DeviceFit): TelegraphFit {
  const traces = residualTraces(measured, device);
  const levels = levelsFound(traces, device);
  const variograms = {
    set: variogramsOf(traces, 'set', levels.set),
    reset: variogramsOf(traces, 'reset', levels.reset),
  };
  let { noise } = device;
  for (const polarity of POLARITIES) {
    const found = levels[polarity];
    if (!found) continue;
    const remaining = splitNoise(variograms[polarity], new RandomStream(`fit/${device.device}/${polarity}`));
    noise = withLevels(noise, polarity, found, remaining);
  }
  return { device: { ...device, noise }, variograms };
}

/**
 * The levels of each polarity in which steps are found. SET and RESET together decide whether the device has any, by the test and the random
 * numbers of `diagnoseNoise`. Then each polarity is tested alone; if neither suffices alone, both get the common levels.
 */
function levelsFound(traces: readonly ResidualTrace[], { device, noise }: DeviceFit): Levels {
  const test = (of: readonly ResidualTrace[], purpose: string) =>
    telegraphTest(of, noise, new RandomStream(`noise/${device}/${purpose}`));
  const common = test(traces, 'telegraph');
  if (!common.found) return {};
  const levels: Levels = {};
  for (const polarity of POLARITIES) {
    const { found, fit } = test(ofPolarity(traces, polarity), `telegraph/${polarity}`);
    if (found) levels[polarity] = upright(fit.levels);
  }
  const shared = upright(common.fit.levels);
  return levels.set || levels.reset ? levels : { set: shared, reset: shared };
}

function ofPolarity(traces: readonly ResidualTrace[], polarity: Polarity): ResidualTrace[] {
  return traces.filter((trace) => trace.polarity === polarity);
}

/** The noise with the levels and the remaining parts of one polarity. */
function withLevels(
  noise: DeviceNoise,
  polarity: Polarity,
  { height, up, down }: TwoLevels,
  { white, pink, accumulating, intervals }: NoiseSplit,
): DeviceNoise {
  const replaced = <Value>(both: Record<Polarity, Value>, value: Value) => ({ ...both, [polarity]: value });
  const old = noise.intervals;
  const parameters: TelegraphLevels = { height, highDwell: 1 / down, lowDwell: 1 / up };
  return {
    ...noise,
    white: replaced(noise.white, white),
    pink: replaced(noise.pink, pink),
    accumulating: replaced(noise.accumulating, accumulating),
    telegraph: { ...noise.telegraph, [polarity]: parameters },
    ...(old &&
      intervals && {
        intervals: {
          white: replaced(old.white, intervals.white),
          pink: replaced(old.pink, intervals.pink),
          ...(old.readLike && { readLike: replaced(old.readLike, intervals.readLike) }),
          accumulating: replaced(old.accumulating, intervals.accumulating),
        },
      }),
  };
}

/** One per cycle; the steps have the variance h² o (1 − o) and the memory 1 − up − down. */
function variogramsOf(
  traces: readonly ResidualTrace[],
  polarity: Polarity,
  levels?: TwoLevels,
): DetrendedVariogram[] {
  const ours = ofPolarity(traces, polarity);
  if (!levels) return ours.map(({ variogram }) => variogram);
  const model = exponentialModel(1 - levels.up - levels.down);
  const share = occupancy(levels);
  const variance = levels.height ** 2 * share * (1 - share);
  return ours.map(({ variogram, basis }) => ({
    ...variogram,
    known: expectedVariogram(model, basis).map((value) => variance * value),
  }));
}

function notesOnTelegraph({ device, noise: { telegraph = {} } }: DeviceFit): string[] {
  return POLARITIES.flatMap((polarity) => {
    const levels = telegraph[polarity];
    if (!levels) return [];
    const { height, lowDwell, highDwell } = levels;
    return [
      `${device}: telegraph noise in ${polarity.toUpperCase()}: steps of ${(100 * height).toFixed(1)} % of the window, mean dwell ${lowDwell.toFixed(1)} readings in the lower and ${highDwell.toFixed(1)} in the upper level`,
    ];
  });
}
