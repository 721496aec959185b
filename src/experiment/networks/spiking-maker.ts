import { largestCode, type AdcSettings } from '../../../devices/array/converters/converter-settings.js';
import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { Costs } from '../../../drivers/boards/metered-board.js';
import { UsageError } from '../../core/errors.js';
import { streams, type RandomStream } from '../../core/random-stream.js';
import { UNIT } from '../../crossbar/crossbar.js';
import type { SpikingNetwork } from '../../networks/spiking/spiking-network.js';
import type { KeptLines } from '../../networks/spiking/pruning/kept-lines.js';
import { SpikingCrossbar } from '../../on-crossbar/spiking/spiking-crossbar.js';
import { spikingSignings } from '../../on-crossbar/spiking/spiking-signings.js';
import { arrayOf, partOf } from '../array/array-of.js';
import type { ArraySetup } from '../array/array-setup.js';
import { deviceRest, longestPeriod } from '../array/device-rest.js';
import { encodingOf, rangeOfSums } from '../array/periphery.js';
import { schemeMaker, type WiredScheme } from '../array/wired-scheme.js';
import { Ledger } from '../ledger.js';
import type { SpikingCondition } from './spiking-condition.js';
import { eventCosts, type EventAssumptions, type EventCosts } from './spiking-ledger.js';
import { TOLERANCE, writeStart } from './write-start.js';

/** A spiking network on its devices. */
export interface SpikingOnDevices {
  readonly network: SpikingCrossbar;
  /**
   * Brings the devices to the state that the schemes need, and then to these weights, as far as their windows reach; call it first. Devices
   * that are seen through converters are written to half of one of their steps: take bits enough for a range that holds all driven rows.
   * @param lines rows and columns that are there; default: all, so that pruned weights are devices like others
   */
  begin(parameters: Float64Array, lines?: readonly KeptLines[]): Promise<void>;
  /** Lets the time of a learning step pass for devices that feel it. */
  rest(): void;
  /** The weights that the devices hold, as reads count them, without the noise that a read would add, into `parameters`. */
  held(parameters: Float64Array): void;
  /** What devices went through so far, the start included, as their meters have it. */
  costs(): Costs;
  /** What steps cost so far, by events and conductances. */
  events(assumed?: EventAssumptions): EventCosts;
}

/**
 * Wires a spiking network in a condition, once; every seed then gets fresh devices and random streams. An ADC with bits but without a range gets
 * one that holds all rows that can be driven at once, with their devices at the top: `drivenInputs`, the neurons that feed the layer, and the bias.
 * @param fits devices of the file, which are placed in turn
 */
export function spikingMaker(
  network: SpikingNetwork,
  condition: SpikingCondition,
  fits: readonly DeviceFit[],
): (seed: number) => SpikingOnDevices {
  const signing = spikingSignings.get(condition.signed);
  const array = arrayOf({}, condition);
  let [placedBefore, first] = [0, 0];
  const summed = [...network.layers, network.output].map(
    ({ rows }, l) => rows - (l === 0 ? network.inputs - condition.drivenInputs : 0),
  );
  const makers = [...network.layers, network.output].map((layer, l) => {
    const columns = layer.width * signing.signs.length;
    const placed = Uint16Array.from({ length: layer.rows * columns }, (_, d) => (placedBefore + d) % fits.length);
    const maker = schemeMaker({ condition, fits, placed, columns, array, first, summed: summed[l] });
    placedBefore += placed.length;
    first += maker.arrays;
    return maker;
  });
  const period = longestPeriod(makers.flatMap(({ conditions }) => conditions));
  const adc = partOf(array?.adc) ?? {};
  const { bits } = adc;

  return (seed) => {
    const wired = makers.map(({ make }) => make(seed));
    const made = new SpikingCrossbar(network, wired.map(({ scheme }) => scheme), {
      signing,
      range: condition.range,
      clipped: wired.map(({ meters }) => () => meters.reduce((sum, { clipped }) => sum + clipped, 0)),
    });
    const meters = wired.flatMap((each) => each.meters);
    const ledger = new Ledger(meters);
    const rest = deviceRest(meters, period, array);
    const devices = made.weights.map(({ rows, columns }) => new Float64Array(rows * columns));
    const worth = wired.map((each) => worthOf(each, array));
    const tolerances = wired.map(({ meters: [board] }, l) =>
      toleranceOf(adc, adc.range ?? rangeOfSums(array ?? {}, board, summed[l])),
    );
    const written = new Float64Array(network.size);
    let kept: readonly KeptLines[] | undefined;
    return {
      network: made,
      begin: async (parameters, lines) => {
        if (parameters.length !== network.size)
          throw new UsageError(`got ${parameters.length} parameters of a spiking network: expected ${network.size}`);
        const random = streams(seed)('spread');
        for (const [l, each] of wired.entries()) {
          await each.scheme.prepare?.();
          made.weights[l].fillDevices(parameters, devices[l]);
          for (let d = 0; d < worth[l].length; d++) devices[l][d] = Math.min(devices[l][d] / worth[l][d], 1);
          spreadOut(devices[l], condition.spread ?? 0, random);
          await writeStart(each, devices[l], tolerances[l]);
        }
        written.set(parameters);
        kept = lines;
        made.connect(lines);
      },
      rest: () => rest?.after(made.updates),
      held: (parameters) => {
        for (const [l, each] of wired.entries()) {
          each.held(devices[l]);
          for (let d = 0; d < worth[l].length; d++) devices[l][d] *= worth[l][d];
          made.weights[l].fillParameters(devices[l], parameters);
        }
      },
      costs: () => ledger.costs(),
      events: (assumed = {}) => {
        const arrays = wired.map((each, l) => ({ wired: each, conditions: makers[l].conditions }));
        return eventCosts({ crossbar: made, arrays, written, lines: kept }, bits === undefined ? assumed : { bits, ...assumed });
      },
    };
  };
} // prettier-ignore

/** How near devices are written: half a step of the converters through which they are seen, if that is more than the tolerance of any start. */
function toleranceOf({ bits }: AdcSettings, range: number): number {
  return bits === undefined ? TOLERANCE : Math.max(TOLERANCE, range / largestCode(bits) / 2 / UNIT);
}

/**
 * What a device at the top of its window adds to a sum. It is one where each device has a voltage of its own. Where a row has one voltage, it
 * counts by the width of its window, and weights are written accordingly. Empty where all are one, and for weights of several devices.
 */
function worthOf({ meters }: WiredScheme, array: ArraySetup | undefined): Float64Array {
  const [{ lowest, highest }] = meters;
  if (array === undefined || meters.length > 1) return new Float64Array(0);
  return encodingOf(array)
    .gain({ lowest, highest }, 1)
    .map((volts, d) => volts * (highest[d] - lowest[d]));
}

/** Moves each device by a share of its window, once, as far as the window reaches. */
function spreadOut(devices: Float64Array, share: number, random: RandomStream): void {
  if (share === 0) return;
  const drawn = new Float64Array(devices.length);
  random.normals(drawn, drawn.length);
  for (let d = 0; d < devices.length; d++)
    devices[d] = Math.min(Math.max(devices[d] + share * drawn[d], 0), 1);
}
