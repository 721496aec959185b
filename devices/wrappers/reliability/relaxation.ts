import type { RandomStream } from '../../../src/core/random-stream.js';
import type { Settings } from '../../../src/core/setting.js';
import type { UpdateBatch } from '../../../src/core/update-batch.js';
import type { DeviceBank } from '../../device-bank.js';
import type { ReliabilityKind } from '../reliability-kind.js';
import { WrappedBank } from '../wrapped-bank.js';

type Name = 'drift' | 'spread' | 'spreadGrowth' | 'window';

/** Relaxation after programming, with the numbers of CMO/HfOx devices. */
export const relaxation: ReliabilityKind<Name> = {
  meaning: 'a device moves on its own after each write, as the logarithm of time: drift and a random spread',
  settings: {
    drift: {
      default: -0.089,
      minimum: -100,
      maximum: 100,
      meaning: 'mean change per unit of ln t, µS (t in seconds)',
    },
    spread: {
      default: 0.41183,
      minimum: 0,
      maximum: 100,
      meaning: 'standard deviation one second after the write, µS',
    },
    spreadGrowth: {
      default: 0.04201,
      minimum: 0,
      maximum: 100,
      meaning: 'growth of it per unit of ln t, µS',
    },
    window: {
      default: 82,
      minimum: 1e-6,
      maximum: 1e6,
      meaning:
        'window of the devices that have these numbers, µS; they shrink or grow with the window of each device',
    },
  },
  none: { drift: 0, spread: 0, spreadGrowth: 0 },
  wrap: (bank, settings, { random }) => new RelaxingBank(bank, settings, random),
};

/**
 * A bank whose devices relax. A time t ≥ 1 s after its last pulse a device is off by (a ln t) + (s + b ln t) z, with the
 * drift a, the spread s, its growth b, and one normal number z for each write. The source (`ReRamCMONoiseModel` of aihwkit,
 * 8 to 90 µS) says nothing of the first second: nothing happens in it here. Numbers are scaled by the window of each
 * device over `window`. Devices stay in their windows.
 */
class RelaxingBank extends WrappedBank {
  /** seconds that have passed */
  private readonly clock = new Float64Array(1);
  /** when each device was last written; infinity where it never was */
  private readonly written: Float64Array;
  private readonly deviate: Float64Array;
  /** what relaxation has added since then, siemens */
  private readonly added: Float64Array;
  /** siemens of each device for one microsiemens of the source */
  private readonly scale: Float64Array;
  private readonly drawn: Float64Array;

  constructor(
    bank: DeviceBank,
    private readonly settings: Settings<Name>,
    private readonly random: RandomStream,
  ) {
    super(bank);
    this.written = new Float64Array(bank.size).fill(Infinity);
    this.drawn = new Float64Array(bank.size);
    this.deviate = new Float64Array(bank.size);
    this.added = new Float64Array(bank.size);
    this.scale = bank.highest.map((high, d) => (high - bank.lowest[d]) / settings.window);
    const { drift, spread, spreadGrowth } = settings;
    if (drift !== 0 || spread > 0 || spreadGrowth > 0)
      this.rest = (seconds, kelvin) => this.age(seconds, kelvin);
  }

  override pulse(batch: UpdateBatch): void {
    this.bank.pulse(batch);
    const { device, pulses, count } = batch;
    const { written, deviate, added, clock, drawn } = this;
    let writes = 0;
    for (let i = 0; i < count; i++) writes += +(pulses[i] !== 0);
    this.random.normals(drawn, writes);
    for (let i = 0, k = 0; i < count; i++) {
      if (pulses[i] === 0) continue;
      const d = device[i];
      deviate[d] = drawn[k++]!;
      written[d] = clock[0]!;
      added[d] = 0;
    }
  }

  private age(seconds: number, kelvin: number): void {
    const { bank, conductance, lowest, highest, written, deviate, added, scale, clock } = this;
    const { drift, spread, spreadGrowth } = this.settings;
    bank.rest?.(seconds, kelvin);
    clock[0] += seconds;
    for (let d = 0; d < this.size; d++) {
      const since = clock[0] - written[d];
      if (!(since >= 1)) continue;
      const logarithm = Math.log(since);
      const wanted = scale[d] * (drift * logarithm + (spread + spreadGrowth * logarithm) * deviate[d]);
      const moved = conductance[d] + (wanted - added[d]);
      conductance[d] = Math.min(Math.max(moved, lowest[d]), highest[d]);
      added[d] = wanted;
    }
    bank.adopt?.(this.all);
  }
}
