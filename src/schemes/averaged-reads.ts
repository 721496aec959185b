import { AveragedProducts } from './averaged-products.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';
import { SelfCorrecting } from './self-correcting.js';

/** Feedback with averaged products. Cost per update: |n| pulses, one read back; every product is m products. */
export const averagedReads: SchemeKind<'reads'> = {
  meaning: 'feedback on the mean of several reads',
  family: 'feedback',
  settings: {
    reads: {
      default: 4,
      minimum: 1,
      maximum: 1024,
      whole: true,
      meaning: 'number of reads that are averaged, m',
      tune: { from: 1, to: 32, log: true },
    },
  },
  share: oneDevice,
  words: 0,
  make: ({ arrays, pulses }, { reads }) =>
    new AveragedProducts(new SelfCorrecting(arrays[0], pulses[0]), reads, arrays[0].columns),
};
