import type { RandomStream } from '../../../src/core/random-stream.js';
import type { Settings } from '../../../src/core/setting.js';
import type { DeviceBank } from '../../device-bank.js';
import type { NoisePart } from '../../noise/noise-kind.js';
import { TwoLevelChains } from '../../noise/two-level-chains.js';
import { NoisyBank } from '../noisy-bank.js';
import type { ReliabilityKind } from '../reliability-kind.js';

type Name = 'traps' | 'amplitude' | 'knee' | 'shortest' | 'longest' | 'readSeconds';

const dwell = (which: string, seconds: number) => ({
  default: seconds,
  minimum: 1e-12,
  maximum: 1e12,
  meaning: `${which} mean dwell time of a trap, seconds`,
});

/** Random telegraph noise by traps. */
export const telegraphTraps: ReliabilityKind<Name> = {
  meaning:
    'traps beside the filament capture and release charge: readings jump, the device itself does not change',
  settings: {
    traps: { default: 2, minimum: 0, maximum: 1000, meaning: 'mean number of traps in a device' },
    amplitude: {
      default: 0.2,
      minimum: 0,
      maximum: 1,
      meaning: 'ΔG/G of a trap at low conductance, where it saturates',
    },
    knee: {
      default: 5,
      minimum: 1e-6,
      maximum: 1e6,
      meaning: 'conductance at which ΔG/G is half of that, µS; it falls as 1/G above',
    },
    shortest: dwell('shortest', 1e-4),
    longest: dwell('longest', 10),
    readSeconds: {
      default: 1e-6,
      minimum: 0,
      maximum: 1e6,
      meaning: 'time that passes at each reading of the array, seconds',
    },
  },
  none: { traps: 0 },
  wrap: (bank, settings, { random }) =>
    settings.traps * settings.amplitude === 0
      ? bank
      : new NoisyBank(bank, [new Traps(bank, settings, random)]),
};

/**
 * The traps of an array. A device has a Poisson number of them. The mean times of capture and of emission, τc and τe, are
 * log-uniform between the shortest and the longest dwell, each for itself. A full trap lowers the conductance by
 * ΔG = a G / (1 + G/Gk); the mean deviation is 0. With L = ln(longest/shortest) the variance of a device with m traps is on
 * average m ΔG² · 2 ln cosh(L/2) / L². Many traps have a 1/f spectrum between the dwell times.
 */
class Traps implements NoisePart {
  private readonly chains: TwoLevelChains;
  /** the traps of device d are from[d] … from[d + 1] − 1 */
  private readonly from: Uint32Array;
  /** how many traps of each device are full, less their mean, and until when */
  private readonly filled: Float64Array;
  private readonly until: Float64Array;
  /** in shortest dwell times */
  private readonly clock = new Float64Array(1);

  constructor(
    private readonly bank: DeviceBank,
    private readonly settings: Settings<Name>,
    random: RandomStream,
  ) {
    this.from = new Uint32Array(bank.size + 1);
    this.filled = new Float64Array(bank.size);
    this.until = new Float64Array(bank.size);
    for (let d = 0; d < bank.size; d++) this.from[d + 1] = this.from[d] + poisson(settings.traps, random);
    this.chains = new TwoLevelChains(this.from[bank.size], false, random);
    const decades = Math.log(Math.max(1, settings.longest / settings.shortest));
    for (let k = 0; k < this.from[bank.size]; k++) {
      const capture = Math.exp(decades * random.uniform());
      const emission = Math.exp(decades * random.uniform());
      this.chains.begin(k, [capture, emission]);
    }
  }

  elapse(seconds: number): void {
    this.clock[0] += seconds / this.settings.shortest;
  }

  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    const { filled, until, clock, bank } = this;
    const { amplitude, knee, readSeconds, shortest } = this.settings;
    clock[0] += readSeconds / shortest;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      if (until[d] <= clock[0]) this.advance(d);
      const siemens = bank.conductance[d];
      deviation[i] -= (filled[d] * amplitude * siemens) / (1 + (1e6 * siemens) / knee);
    }
  }

  /** Takes the traps of a device to the present, and sees when the first of them jumps. */
  private advance(d: number): void {
    const { chains, from, clock, filled, until } = this;
    const { state, occupancy, leaves } = chains;
    let sum = 0;
    let first = Infinity;
    for (let k = from[d]; k < from[d + 1]; k++) {
      chains.advance(k, clock);
      sum += state[k] - occupancy[k];
      first = Math.min(first, leaves[k]);
    }
    filled[d] = sum;
    until[d] = first;
  }
}

/** A Poisson number: events of rate one in a time `mean`, from exponential waits. */
function poisson(mean: number, random: RandomStream): number {
  let number = -1;
  for (let time = 0; time <= mean; number++) time -= Math.log(1 - random.uniform());
  return number;
}
