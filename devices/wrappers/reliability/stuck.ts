import { UsageError } from '../../../src/core/errors.js';
import type { RandomStream } from '../../../src/core/random-stream.js';
import type { UpdateBatch } from '../../../src/core/update-batch.js';
import type { DeviceBank } from '../../device-bank.js';
import type { ReliabilityKind } from '../reliability-kind.js';
import { WrappedBank } from '../wrapped-bank.js';
import { PinnedDevices } from './pinned-devices.js';

/** Published shares. */
const SA0 = 0.0175;
const SA1 = 0.0904;

const share = (fault: string, end: string, published: number) => ({
  default: published,
  minimum: 0,
  maximum: 1,
  meaning: `share of devices stuck at the ${end} end of their window; ${fault} means that here`,
});

/** Stuck cells, with the shares of a 4-Mb HfO2 array (Chen et al., IEEE Trans. Comput., 2015). */
export const stuck: ReliabilityKind<'sa0' | 'sa1'> = {
  meaning: 'some devices are stuck at one end of their window from the start, whatever pulses they get',
  settings: {
    sa0: share('SA0', 'low-conductance (HRS)', SA0),
    sa1: share('SA1', 'high-conductance (LRS)', SA1),
  },
  none: { sa0: 0, sa1: 0 },
  // One share alone leaves the other its default, as far as there are devices.
  fill: ({ sa0, sa1 }) => ({
    sa0: sa0 ?? Math.min(SA0, 1 - (sa1 ?? SA1)),
    sa1: sa1 ?? Math.min(SA1, 1 - (sa0 ?? SA0)),
  }),
  wrap(bank, { sa0, sa1 }, { random }) {
    if (sa0 + sa1 > 1)
      throw new UsageError(
        `stuck: got sa0 ${sa0} and sa1 ${sa1}, together more than all devices: expected a sum of at most 1`,
      );
    return sa0 + sa1 === 0 ? bank : new StuckBank(bank, sa0, sa1, random);
  },
};

/** A bank some of whose devices are stuck; each device draws its fate once. */
class StuckBank extends WrappedBank {
  private readonly pinned: PinnedDevices;

  constructor(bank: DeviceBank, sa0: number, sa1: number, random: RandomStream) {
    super(bank);
    this.pinned = new PinnedDevices(bank);
    for (let d = 0; d < bank.size; d++) {
      const drawn = random.uniform();
      if (drawn < sa0 + sa1) this.pinned.pin(d, drawn >= sa0);
    }
    this.adopt(this.all);
    if (bank.rest) this.rest = (seconds, kelvin) => this.age(seconds, kelvin);
  }

  override pulse(batch: UpdateBatch): void {
    this.bank.pulse(batch);
    this.pinned.hold();
  }

  override adopt(batch: UpdateBatch): void {
    this.pinned.hold();
    this.bank.adopt?.(batch);
    // Wear inside lowers the upper end of the window, but not of a device that is stuck there.
    this.pinned.hold();
  }

  private age(seconds: number, kelvin: number): void {
    this.bank.rest!(seconds, kelvin);
    this.adopt(this.all);
  }
}
