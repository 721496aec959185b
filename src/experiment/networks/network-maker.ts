import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { Costs } from '../../../drivers/boards/metered-board.js';
import type { Loss } from '../../networks/losses/loss.js';
import type { Network } from '../../networks/network.js';
import { CrossbarNetwork } from '../../on-crossbar/crossbar-network.js';
import { SignedWeights } from '../../on-crossbar/signed-weights.js';
import { signings } from '../../on-crossbar/signing.js';
import { arrayOf } from '../array/array-of.js';
import { deviceRest, longestPeriod } from '../array/device-rest.js';
import { schemeMaker } from '../array/wired-scheme.js';
import { Ledger } from '../ledger.js';
import type { NetworkCondition } from './network-condition.js';
import { writeStart } from './write-start.js';

/** A network on its devices, ready to learn. */
export interface NetworkOnDevices {
  readonly network: CrossbarNetwork;
  /** Brings the devices to the state that the schemes need, and then to these weights; call it first. */
  begin(parameters: Float64Array): Promise<void>;
  /** Lets the time of a learning step pass for devices that feel it. */
  rest(): void;
  /** The weights that the devices hold, without the noise that a read would add, into `parameters`. */
  held(parameters: Float64Array): void;
  /** What it cost so far, the start included. */
  costs(): Costs;
}

/** Wires a network in a condition, once; every seed then gets fresh devices and random streams. @param fits devices of the file, which are placed in turn */
export function networkMaker(
  network: Network,
  loss: Loss,
  condition: NetworkCondition & { readonly range: number },
  fits: readonly DeviceFit[],
): (seed: number) => NetworkOnDevices {
  const signing = signings.get(condition.signed);
  const array = arrayOf({}, condition);
  let [placedBefore, first] = [0, 0];
  const makers = network.layers.map((layer) => {
    const { rows, columns } = new SignedWeights(layer, signing, condition.range);
    const placed = Uint16Array.from({ length: rows * columns }, (_, d) => (placedBefore + d) % fits.length);
    const maker = schemeMaker({ condition, fits, placed, columns, array, first });
    placedBefore += placed.length;
    first += maker.arrays;
    return maker;
  });
  const period = longestPeriod(makers.flatMap(({ conditions }) => conditions));

  return (seed) => {
    const wired = makers.map(({ make }) => make(seed));
    const schemes = wired.map(({ scheme }) => scheme);
    const made = new CrossbarNetwork(network, schemes, { signing, range: condition.range }, loss);
    const meters = wired.flatMap((each) => each.meters);
    const ledger = new Ledger(meters);
    const rest = deviceRest(meters, period, array);
    const devices = made.weights.map(({ rows, columns }) => new Float64Array(rows * columns));
    return {
      network: made,
      begin: async (parameters) => {
        for (const [l, each] of wired.entries()) {
          await each.scheme.prepare?.();
          made.weights[l].fillDevices(parameters, devices[l]);
          await writeStart(each, devices[l]);
        }
      },
      rest: () => rest?.after(made.updates),
      held: (parameters) => {
        for (const [l, each] of wired.entries()) {
          each.held(devices[l]);
          made.weights[l].fillParameters(devices[l], parameters);
        }
      },
      costs: () => ledger.costs(),
    };
  };
}
