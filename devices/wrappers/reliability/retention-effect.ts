import { RetentionBank } from '../retention.js';
import type { ReliabilityKind } from '../reliability-kind.js';

/** Retention, with the law of `RetentionBank`. */
export const retentionEffect: ReliabilityKind<'seconds' | 'kelvin' | 'electronvolts'> = {
  meaning:
    'devices forget: each relaxes toward the lower end of its window, faster when it is hot (Arrhenius)',
  settings: {
    seconds: {
      default: 3.2e8,
      minimum: 1e-9,
      maximum: 1e30,
      meaning: 'time after which 1/e is left, at `kelvin`; ten years are 3.2e8 s',
    },
    kelvin: { default: 358.15, minimum: 1, maximum: 1500, meaning: 'temperature at which `seconds` holds' },
    electronvolts: {
      default: 1.35,
      minimum: 0,
      maximum: 5,
      meaning: 'activation energy Eₐ; 1.2 to 1.6 eV in HfO2',
    },
  },
  none: { seconds: 1e30, electronvolts: 0 },
  wrap: (bank, settings) => new RetentionBank(bank, settings),
};
