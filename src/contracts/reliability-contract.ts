import type { DeviceBank } from '../../devices/device-bank.js';
import { linearDevice } from '../../devices/linear-device.js';
import { DrivenLines } from '../../devices/noise/driven-lines.js';
import { noiseStructures } from '../../devices/noise/noise.js';
import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import type { ReliabilityKind } from '../../devices/wrappers/reliability-kind.js';
import { RandomStream, streams } from '../core/random-stream.js';
import { completeSettings, settingFault, type Settings } from '../core/setting.js';
import { batchOf } from './bank-contract.js';
import { shapeFaults } from './kind-shape.js';
import { faultsOf, type Laws } from './laws.js';

const [ROWS, COLUMNS] = [4, 3];
const SIZE = ROWS * COLUMNS;
const MOMENTS = 60;
const EVERY = Uint32Array.from({ length: SIZE }, (_, d) => d);

/** The faults of a reliability kind, a sentence each: its form, and what it does around devices without noise, with the default settings. */
export async function reliabilityFaults(kind: ReliabilityKind): Promise<string[]> {
  const shape = shapeFaults(kind, ['wrap']);
  if (shape.length > 0) return shape;
  if (typeof kind.none !== 'object')
    return ['none: got nothing: expected settings with which it changes nothing'];
  const fault = settingFault('the effect', kind.settings, kind.none);
  return fault ? [`none.${fault.name}: ${fault.expected}`] : faultsOf(reliabilityLaws, kind);
}

/** What every effect must do. */
const reliabilityLaws: Laws<ReliabilityKind> = {
  'the bank inside is told of pulses, of adopted devices and of time': (kind) => {
    const told = new Set<string>();
    const inner = devices(1);
    const note = { adopt: () => void told.add('adopt'), rest: () => void told.add('rest') };
    const pulse = inner.pulse.bind(inner);
    Object.assign(inner, note, {
      pulse: (...batch: Parameters<typeof pulse>) => {
        told.add('pulse');
        pulse(...batch);
      },
    });
    const bank = wrapped(kind, inner, 1);
    told.clear();
    bank.pulse(batchOf([{ device: 0, delta: 0.1 }]));
    bank.adopt?.(batchOf([{ device: 0, delta: 0 }]));
    bank.rest?.(1, 300);
    const missing = ['pulse', 'adopt', 'rest'].filter((name) => !told.has(name));
    return missing.length === 0
      ? undefined
      : `got a bank inside that is not told of ${missing.join(' and ')}: expected that each is passed on`;
  },

  'conductances stay inside the windows, and readings are numbers': (kind) => {
    const bank = wrapped(kind, devices(2), 2);
    let fault: string | undefined;
    live(bank, 2, (deviation) => {
      const d = bank.conductance.findIndex((g, e) => !(g >= bank.lowest[e] && g <= bank.highest[e]));
      if (d >= 0) fault ??= `got ${bank.conductance[d]} S of device ${d}: expected ${bank.lowest[d]} to ${bank.highest[d]} S, its window`;
      const wild = deviation.find((siemens) => !Number.isFinite(siemens));
      if (wild !== undefined) fault ??= `got a reading that is off by ${wild} S: expected a finite number`;
    });
    return fault;
  },

  'pulses change the devices of their batch only, and reads none, until time passes': (kind) => {
    const bank = wrapped(kind, devices(3), 3);
    live(bank, 3, () => {});
    const before = bank.conductance.slice();
    read(bank);
    bank.pulse(batchOf([{ device: 4, delta: 0.2 }]));
    return bank.conductance.every((siemens, d) => d === 4 || siemens === before[d])
      ? undefined
      : 'got another conductance of a device that was in no batch: expected that it changes in rest(), so that wires take note of it';
  },

  'the same seed gives the same': (kind) => {
    const [one, other] = [4, 4].map((seed) => course(wrapped(kind, devices(seed), seed), seed));
    return same(one, other)
      ? undefined
      : 'got two courses with the same seed: expected the same, with all random numbers from the given stream and no Math.random';
  },

  'the settings `none` change not a bit': (kind) => {
    const none = { ...completeSettings(kind.settings), ...kind.none } as Settings;
    return same(course(wrapped(kind, devices(5), 5, none), 5), course(devices(5), 5))
      ? undefined
      : 'none: got other numbers than without the effect: expected settings with which it changes nothing';
  },
}; // prettier-ignore

function wrapped(
  kind: ReliabilityKind,
  bank: DeviceBank,
  seed: number,
  settings = completeSettings(kind.settings),
): DeviceBank {
  return kind.wrap(bank, settings, {
    random: streams(seed)('reliability'),
    columns: COLUMNS,
    kelvin: 300,
  });
}

function devices(seed: number): DeviceBank {
  const random = streams(seed);
  const model = meanModel([linearDevice(200, { update: 0.02 })], noiseStructures.write);
  return new VcmBank(model, new Uint16Array(SIZE), singleCurve, random('write noise'), random('read noise'));
}

/** Pulses, reads and rests by turns. @param seen what a reading is off by after each */
function live(bank: DeviceBank, seed: number, seen: (deviation: Float64Array) => void): void {
  const random = new RandomStream(`contract of an effect ${seed}`);
  for (let k = 0; k < MOMENTS; k++) {
    const device = random.below(SIZE);
    bank.pulse(batchOf([{ device, delta: random.uniform() - 0.4 }]));
    seen(read(bank));
    const [seconds, kelvin] = [10 ** (8 * random.uniform() - 3), 280 + 100 * random.uniform()];
    bank.rest?.(seconds, kelvin);
  }
}

/** One reading of all devices, as a board does it. */
function read({ readNoise, readStress }: DeviceBank): Float64Array {
  const deviation = new Float64Array(SIZE);
  const lines = new DrivenLines(ROWS, SIZE);
  lines.gain.fill(0.1);
  lines.input[0] = lines.count = 1;
  readStress?.read(EVERY, SIZE);
  readStress?.product(lines, COLUMNS);
  readNoise?.read(EVERY, deviation, SIZE);
  return deviation;
}

function course(bank: DeviceBank, seed: number): number[] {
  const numbers: number[] = [];
  live(bank, seed, (deviation) => numbers.push(...deviation, ...bank.conductance));
  return numbers;
}

function same(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((x, i) => x === other[i]);
}
