import { linearDevice } from '../../devices/linear-device.js';
import type { ModelNoise, NoiseKind, NoisePart, SeparateNoise } from '../../devices/noise/noise-kind.js';
import { noiseStructures, quiet } from '../../devices/noise/noise.js';
import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { NoisyBank } from '../../devices/wrappers/noisy-bank.js';
import { shown } from '../core/complaint.js';
import { streams } from '../core/random-stream.js';
import { completeSettings } from '../core/setting.js';
import { bankLaws, batchOf } from './bank-contract.js';
import { shapeFaults } from './kind-shape.js';
import { faultsOf, type Laws } from './laws.js';

const SIZE = 9;
const READINGS = 50;

/** The faults of a noise kind, a sentence each: its form, and what it does to devices without other noise, with the default settings. */
export async function noiseFaults(kind: NoiseKind): Promise<string[]> {
  const separate = typeof kind === 'object' && kind !== null && 'part' in kind;
  const shape = shapeFaults(kind, [separate ? 'part' : 'deviations']);
  if (shape.length > 0) return shape;
  if ('deviations' in kind) return deviationFaults(kind);
  const part = partFault(kind);
  if (part !== undefined) return [part];
  const faults = await faultsOf(readingLaws, kind);
  return faults.length > 0 ? faults : faultsOf(writingLaws, { make: (seed) => noisy(kind, seed).bank, series: 8 });
} // prettier-ignore

/** The laws of a bank that noise keeps: it may move a device away from its end. */
const writingLaws = Object.fromEntries(
  Object.entries(bankLaws).filter(([law]) => !law.includes('stays there') && !law.startsWith('enough')),
);

/** What a noise must do at a reading, and while time passes. */
const readingLaws: Laws<SeparateNoise> = {
  'a reading adds finite numbers, the same ones for the same seed': (kind) => {
    const [one, other] = [noisy(kind, 1).part, noisy(kind, 1).part];
    for (let k = 0; k < READINGS; k++) {
      const [first, second] = [deviations(one, 0), deviations(other, 1)];
      const wild = first.find((siemens) => !Number.isFinite(siemens));
      if (wild !== undefined) return `read: got the deviation ${wild}: expected a finite number of siemens`;
      // A size of one beside deviations of microsiemens leaves about ten digits.
      if (!first.every((siemens, i) => Math.abs(second[i] - 1 - siemens) < 1e-14))
        return 'read: got other deviations with the same seed, or ones that are not added to what is there: expected deviation[i] += …, with all random numbers from the given stream and no Math.random';
    }
    return undefined;
  },

  'a reading changes no device': (kind) => {
    const { bank, part } = noisy(kind, 2);
    bank.pulse(batchOf([{ device: 0, delta: 0.3 }]));
    const before = bank.conductance.slice();
    deviations(part, 0);
    return bank.conductance.every((siemens, d) => siemens === before[d])
      ? undefined
      : 'read: got another conductance after a reading: expected that the state stays as it is';
  },

  'time leaves conductances that are numbers': (kind) => {
    const { bank } = noisy(kind, 3);
    bank.rest?.(1, 300);
    const wild = bank.conductance.find((siemens) => !Number.isFinite(siemens));
    return wild === undefined ? undefined : `rest: got ${wild} S: expected a finite number`;
  },
};

function deviationFaults({ deviations: make, settings }: ModelNoise): string[] {
  const made: unknown = make(completeSettings(settings));
  if (typeof made !== 'object' || made === null)
    return [`deviations: got ${shown(made)}: expected some of ${Object.keys(quiet).join(', ')}`];
  return Object.entries(made as Record<string, unknown>)
    .filter(([name, size]) => !Object.hasOwn(quiet, name) || !(typeof size === 'number' && size >= 0))
    .map(([name, size]) => `deviations: got ${name} ${shown(size)}: expected numbers of at least 0 for some of ${Object.keys(quiet).join(', ')}`);
} // prettier-ignore

function partFault(kind: SeparateNoise): string | undefined {
  try {
    const { part } = noisy(kind, 1);
    const has = (['write', 'read', 'rest'] as const).some((name) => typeof part?.[name] === 'function');
    return has ? undefined : 'part: got nothing that acts: expected one of write, read and rest';
  } catch (error) {
    return `part: got the error "${(error as Error).message}": expected a part with the default settings`;
  }
}

/** Devices that have this noise alone. */
function noisy(kind: SeparateNoise, seed: number): { bank: NoisyBank; part: NoisePart } {
  const random = streams(seed);
  const model = meanModel([linearDevice(200, {})], noiseStructures.none);
  const bank = new VcmBank(model, new Uint16Array(SIZE), singleCurve, random('write noise'), random('read noise'));
  const { size, conductance, lowest, highest } = bank;
  const sizes = Array.from({ length: SIZE }, () => completeSettings(kind.settings));
  const part = kind.part({ size, conductance, lowest, highest, sizes, random: random('noise') });
  return { bank: new NoisyBank(bank, [part]), part };
} // prettier-ignore

/** What a reading of all devices is off by. @param before what stands there already */
function deviations(part: NoisePart, before: number): Float64Array {
  const deviation = new Float64Array(SIZE).fill(before);
  part.read?.(
    Uint32Array.from({ length: SIZE }, (_, d) => d),
    deviation,
    SIZE,
  );
  return deviation;
}
