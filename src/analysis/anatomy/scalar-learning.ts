import type { DeviceBank } from '../../../devices/device-bank.js';
import { singleCurve } from '../../../devices/vcm/cycle-walk.js';
import { linearDevice, type LinearNoise } from '../../../devices/linear-device.js';
import { noiseStructures, type NoiseName } from '../../../devices/noise/noise.js';
import { cycleModel } from '../../../devices/vcm/vcm-model.js';
import { IdealBank } from '../../../devices/ideal.js';
import { VcmBank } from '../../../devices/vcm/vcm.js';
import { SimulatedBoard } from '../../../drivers/boards/simulated-board.js';
import { Observation } from '../../core/observation.js';
import { randomStream } from '../../core/random-stream.js';
import { ReadBatch } from '../../core/read-batch.js';
import { UpdateBatch } from '../../core/update-batch.js';
import { Crossbar } from '../../crossbar/crossbar.js';
import { ExactCrossbar } from '../../crossbar/exact-crossbar.js';
import { LinearPulses, StochasticPulses } from '../../schemes/pulse-count.js';
import { completeSettings, type Settings } from '../../core/setting.js';
import { catalogue } from '../../experiment/catalogue.js';
import type { UpdateScheme } from '../../schemes/update-scheme.js';

/** How scalar weights are made. */
export interface ScalarChoices {
  scheme: string;
  schemeSettings?: Settings;
  weights: number;
  seed: number;
  /** pulses N over the window of the linear devices */
  pulses: number;
  noise?: NoiseName;
  sizes?: LinearNoise;
  /** whether changes are rounded to pulses at random */
  stochastic?: boolean;
  /** replaces the bank of linear devices of each array */
  bank?: (bank: DeviceBank, array: number) => DeviceBank;
}

/**
 * Many weights that each learn one number, w ← w + α (w* − ŵ), through the same product, scheme, pulses and devices as a
 * learner. For this case, the errors have closed forms.
 */
export class ScalarLearning {
  /** requested changes and outcome of the last step */
  readonly batch: UpdateBatch;
  private readonly scheme: UpdateScheme;
  private readonly banks: readonly DeviceBank[];
  private readonly share: readonly number[];
  private readonly seen: ReadBatch;
  private readonly held: Float64Array;

  constructor(choices: ScalarChoices) {
    const { scheme, weights } = choices;
    const kind = catalogue.schemes.get(scheme);
    const settings = completeSettings(kind.settings, choices.schemeSettings);
    this.share = kind.share(settings);
    this.banks = this.share.map((_, array) => linearBank(choices, array));
    this.scheme = schemeOn(this.banks, choices, settings);
    this.batch = new UpdateBatch(weights);
    this.held = new Float64Array(weights);
    this.seen = new ReadBatch(0, weights);
    const one = new Observation(1);
    one.value[0] = 1;
    one.count = 1;
    this.seen.drive(one);
  }

  /** The weights as the learner reads them. */
  async read(): Promise<Float64Array> {
    await this.scheme.multiply(this.seen);
    return this.seen.output;
  }

  /** One learning step of every weight. */
  async learn(rate: number, target: number): Promise<void> {
    const output = await this.read();
    await this.ask((w) => rate * (target - output[w]));
  }

  /** Requests a change of every weight. */
  async ask(change: (weight: number) => number): Promise<void> {
    const { batch } = this;
    batch.clear();
    for (let w = 0; w < batch.capacity; w++) batch.add(w, change(w));
    await this.scheme.apply(batch);
  }

  /** The weights in the devices, without read noise. */
  hold(): Float64Array {
    const { held, share } = this;
    held.fill(0);
    this.banks.forEach(({ conductance, lowest, highest }, k) => {
      for (let w = 0; w < held.length; w++)
        held[w] += (share[k] * (conductance[w] - lowest[w])) / (highest[w] - lowest[w]);
    });
    return held;
  }
}

function linearBank(
  { weights, seed, pulses, noise = 'none', sizes = {}, bank }: ScalarChoices,
  array: number,
) {
  const model = cycleModel([linearDevice(pulses, sizes)], noiseStructures[noise]);
  const made = new VcmBank(
    model,
    new Uint16Array(weights),
    singleCurve,
    randomStream(seed, 'write noise', array),
    randomStream(seed, 'read noise', array),
  );
  return bank?.(made, array) ?? made;
}

function schemeOn(
  banks: readonly DeviceBank[],
  { scheme, weights, seed, pulses, stochastic = false }: ScalarChoices,
  settings: Settings,
): UpdateScheme {
  const kind = catalogue.schemes.get(scheme);
  const range = new Int32Array(weights).fill(pulses);
  const [{ lowest, highest }] = banks;
  const memory = new IdealBank(lowest, highest);
  return kind.make(
    {
      arrays: banks.map((bank) => new Crossbar(new SimulatedBoard(bank, weights))),
      pulses: banks.map((_, array) =>
        stochastic
          ? new StochasticPulses(range, randomStream(seed, 'pulses', array))
          : new LinearPulses(range),
      ),
      ranges: banks.map(() => range),
      words: Array.from({ length: kind.words }, () => new Float64Array(weights)),
      ...(kind.believes && {
        believed: new ExactCrossbar(new SimulatedBoard(memory, weights), memory.conductance),
      }),
      random: randomStream(seed, 'scheme'),
    },
    settings,
  );
}
