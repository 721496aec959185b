import type { DeviceFit } from '../../../devices/files/device-form.js';
import { TwinnedBank } from '../../../devices/wrappers/twinned-bank.js';
import type { UpdateScheme } from '../../schemes/update-scheme.js';
import type { Condition } from '../../experiment/condition.js';
import { bankMaker } from '../../experiment/make-bank.js';
import type { Probe } from '../../experiment/probe.js';

/** Gives every array of the seed that was assembled last a twin without noise, and keeps what its scheme is asked for. */
export class TwinProbe implements Probe {
  readonly twins: TwinnedBank[] = [];
  /** wanted change of each weight since the last `clear` */
  readonly wish: Float64Array;

  constructor(weights: number) {
    this.wish = new Float64Array(weights);
  }

  readonly bank = (condition: Condition, fits: readonly DeviceFit[], placed: Uint16Array, array = 0) => {
    const { sigma: _, ...rest } = condition;
    const noisy = bankMaker(condition, fits, placed, array);
    const quiet = bankMaker({ ...rest, noise: 'none' }, fits, placed, array);
    return (seed: number) => (this.twins[array] = new TwinnedBank(noisy(seed), quiet(seed)));
  };

  readonly scheme = (scheme: UpdateScheme): UpdateScheme => ({
    prepare: async () => scheme.prepare?.(),
    multiply: (batch) => scheme.multiply(batch),
    apply: (batch) => {
      // Afterwards the batch has lost what the scheme dropped.
      for (let i = 0; i < batch.count; i++) this.wish[batch.device[i]] += batch.delta[i];
      return scheme.apply(batch);
    },
  });

  clear(): void {
    this.wish.fill(0);
    for (const twin of this.twins) twin.clear();
  }
}
