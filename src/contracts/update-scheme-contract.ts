import { Observation } from '../core/observation.js';
import { RandomStream } from '../core/random-stream.js';
import { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import type { UpdateScheme } from '../schemes/update-scheme.js';
import type { Laws } from './laws.js';

/** On which devices a scheme is tried. */
export interface SchemeDevices {
  /** exact memories instead of devices with N = 200 pulses */
  readonly exact?: true;
  readonly noise: 'none' | 'write' | 'read' | 'pulse';
  /** on boards that answer later, as hardware does */
  readonly later?: boolean;
}

/** A scheme with the arrays that it works on. */
export interface SchemeOnArrays {
  readonly scheme: UpdateScheme;
  readonly arrays: readonly Crossbar[];
  /** what each device of a weight adds to it */
  readonly share: readonly number[];
}

/** A scheme under test: with fresh devices each time, the same ones for the same choice. */
export interface SchemeSubject {
  make(devices: SchemeDevices): SchemeOnArrays;
}

/** A wanted change of one weight. */
interface Change {
  readonly device: number;
  readonly delta: number;
}

const NOISES = ['none', 'write', 'read', 'pulse'] as const;
const EVERY: readonly SchemeDevices[] = [
  { exact: true, noise: 'none' },
  ...NOISES.map((noise) => ({ noise })),
];
const SERIES = 4;
const BATCHES = 12;
const ROWS_OF_BATCH = 6;

/** What every update scheme must do, on every kind of device. */
export const schemeLaws: Laws<SchemeSubject> = {
  'wanted change, pulses and outcome stand side by side, with finite weights': async (subject) => {
    for (const devices of EVERY) {
      const fault = await series(subject, devices, async ({ scheme, share }, asked) => {
        const largest = 2 * share.reduce((sum, part) => sum + Math.abs(part), 0);
        for (const changes of asked) {
          const found = outcomeFault(await applied(scheme, changes), changes, largest);
          if (found !== undefined) return found;
        }
        return undefined;
      });
      if (fault !== undefined) return fault;
    }
    return undefined;
  },

  'the same devices and the same changes give the same': async (subject) =>
    twice(subject, [{ noise: 'read' }, { noise: 'read' }], 'on the same devices', 'all random numbers from the given stream and no Math.random'),

  'boards that answer later change nothing': async (subject) =>
    twice(subject, [{ noise: 'read', later: false }, { noise: 'read', later: true }], 'on a board that answers later', 'that each promise of a crossbar is waited for'),

  'a product adds the reference once and changes no device': async (subject) => {
    const { scheme, arrays } = subject.make({ noise: 'none' });
    await applied(scheme, [{ device: 4, delta: 0.4 }, { device: 20, delta: 0.3 }]);
    const before = held(arrays);
    const alone = await weightOf(scheme, arrays, 4);
    const referenced = await weightOf(scheme, arrays, 4, 0.7);
    if (!(Math.abs(referenced - alone - 0.7) < 1e-10))
      return `multiply: got ${referenced - alone} more with 0.7 on the reference row: expected 0.7`;
    return String(held(arrays)) === String(before) ? undefined : 'multiply: got changed devices after a product: expected that it only reads';
  },

  'the learner’s weight comes to where the wanted changes point': async (subject) => {
    const { scheme, arrays } = subject.make({ noise: 'none' });
    await scheme.prepare?.();
    for (let k = 0; k < 1500; k++) {
      const present = await weightOf(scheme, arrays, 4);
      await applied(scheme, [{ device: 4, delta: 0.2 * (0.6 - present) }]);
    }
    const reached = await weightOf(scheme, arrays, 4);
    return Math.abs(reached - 0.6) < 0.08 ? undefined : `apply: got the weight ${reached} after 1500 updates toward 0.6: expected 0.52 to 0.68`;
  },
}; // prettier-ignore

/** Random series of changes, each on fresh devices; the first fault. */
async function series(
  { make }: SchemeSubject,
  devices: SchemeDevices,
  check: (one: SchemeOnArrays, asked: readonly Change[][]) => Promise<string | undefined>,
): Promise<string | undefined> {
  const random = new RandomStream('contract of a scheme');
  for (let k = 0; k < SERIES; k++) {
    const one = make(devices);
    await one.scheme.prepare?.();
    const fault = await check(one, randomChanges(random, one.arrays[0].weight.length));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function randomChanges(random: RandomStream, size: number): Change[][] {
  return Array.from({ length: 1 + random.below(BATCHES) }, () => {
    const devices = new Set(
      Array.from({ length: 1 + random.below(ROWS_OF_BATCH) }, () => random.below(size)),
    );
    return [...devices].map((device) => ({ device, delta: random.uniform() - 0.5 }));
  });
}

async function twice(
  { make }: SchemeSubject,
  both: readonly SchemeDevices[],
  where: string,
  expected: string,
) {
  const random = new RandomStream('contract of a scheme, twice');
  const [one, other] = both.map(make);
  for (const changes of randomChanges(random, one.arrays[0].weight.length)) {
    await applied(one.scheme, changes);
    await applied(other.scheme, changes);
  }
  const seen = async ({ scheme, arrays }: SchemeOnArrays) => [
    await weightOf(scheme, arrays, 4),
    ...held(arrays),
  ];
  return String(await seen(one)) === String(await seen(other))
    ? undefined
    : `apply: got other weights for the same changes ${where}: expected the same, with ${expected}`;
}

function outcomeFault({ device, weight, pulses, count }: UpdateBatch, changes: readonly Change[], largest: number) {
  const asked = new Set(changes.map((change) => change.device));
  for (let i = 0; i < count; i++) {
    if (!asked.has(device[i])) return `apply: got device ${device[i]} in the batch, for which no change was wanted: expected only wanted ones`;
    if (!(Math.abs(weight[i]) <= largest)) return `apply: got the weight ${weight[i]}: expected a number of at most ${largest}`;
    if (!Number.isFinite(pulses[i])) return `apply: got ${pulses[i]} pulses: expected a whole number`;
  }
  return undefined;
} // prettier-ignore

async function applied(scheme: UpdateScheme, changes: readonly Change[]): Promise<UpdateBatch> {
  const batch = new UpdateBatch(ROWS_OF_BATCH);
  for (const { device, delta } of changes) batch.add(device, delta);
  await scheme.apply(batch);
  return batch;
}

/** One weight as the learner sees it. */
async function weightOf(scheme: UpdateScheme, [{ rows, columns }]: readonly Crossbar[], device: number, reference = 0): Promise<number> {
  const read = new ReadBatch(device % columns, 1);
  const seen = new Observation(rows, 1);
  seen.value[Math.floor(device / columns)] = 1;
  read.drive(seen);
  read.reference[0] = reference;
  await scheme.multiply(read);
  return read.output[0];
} // prettier-ignore

function held(arrays: readonly Crossbar[]): number[] {
  return arrays.flatMap(({ weight }) => [...weight]);
}
