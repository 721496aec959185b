import type { UpdateBatch } from '../core/update-batch.js';
import type { PulseCount } from './pulse-count.js';
import { SelfCorrecting } from './self-correcting.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';

/**
 * The Manhattan rule (Zamanidoost and Strukov): n = n0 sign(Δw), for every size of Δw. With feedback, and
 * without any model of the device.
 */
class SignPulses implements PulseCount {
  /** @param each n0 */
  constructor(private readonly each: number) {}

  count({ delta, pulses, count }: UpdateBatch): void {
    for (let i = 0; i < count; i++) pulses[i] = Math.sign(delta[i]) * this.each;
  }
}

/** Cost per update: n0 pulses, one read back. */
export const sign: SchemeKind<'pulsesEach'> = {
  meaning: 'a fixed number of pulses in the wanted direction',
  family: 'feedback',
  settings: {
    pulsesEach: {
      default: 1,
      minimum: 1,
      maximum: 1000,
      whole: true,
      meaning: 'pulses for every update, n0',
      tune: { from: 1, to: 20, log: true },
    },
  },
  share: oneDevice,
  countsPulses: true,
  words: 0,
  make: ({ arrays }, { pulsesEach }) => new SelfCorrecting(arrays[0], new SignPulses(pulsesEach)),
};
