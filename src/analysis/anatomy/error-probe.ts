import type { DeviceFit } from '../../../devices/files/device-form.js';
import { TwinnedBank } from '../../../devices/wrappers/twinned-bank.js';
import type { UpdateScheme } from '../../schemes/update-scheme.js';
import { catalogue } from '../../experiment/catalogue.js';
import type { Condition } from '../../experiment/condition.js';
import { arrayMaker } from '../../experiment/array-maker.js';
import type { Probe } from '../../experiment/probe.js';

/** Gives every array of a seed a noise-free copy, and records the changes that its scheme is asked to make; it keeps those of the seed assembled last. */
export class ErrorProbe implements Probe {
  readonly arrays: TwinnedBank[] = [];
  /** requested change of each weight since the last `clear` */
  readonly requested: Float64Array;

  constructor(weights: number) {
    this.requested = new Float64Array(weights);
  }

  readonly array = (condition: Condition, fits: readonly DeviceFit[], placed: Uint16Array, array = 0) => {
    const { sigma: _, ...rest } = condition;
    const { exact } = catalogue.devices.get(condition.bank);
    const noisy = arrayMaker(condition, fits, placed, array);
    const noiseFree = arrayMaker({ ...rest, noise: 'none' }, fits, placed, array);
    return {
      ...noisy,
      bank: (seed: number) =>
        (this.arrays[array] = new TwinnedBank(noisy.bank(seed), exact ? undefined : noiseFree.bank(seed))),
    };
  };

  readonly scheme = (scheme: UpdateScheme): UpdateScheme => ({
    prepare: async () => scheme.prepare?.(),
    multiply: (batch) => scheme.multiply(batch),
    apply: (batch) => {
      // Recorded before the scheme, which removes changes from the batch.
      for (let i = 0; i < batch.count; i++) this.requested[batch.device[i]] += batch.delta[i];
      return scheme.apply(batch);
    },
  });

  clear(): void {
    this.requested.fill(0);
    for (const array of this.arrays) array.clear();
  }
}
