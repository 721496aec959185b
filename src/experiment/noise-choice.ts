import type { NoiseUse } from '../../devices/device-kind.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import type { NoiseKind } from '../../devices/noise/noise-kind.js';
import { UsageError } from '../core/errors.js';
import type { Settings } from '../core/setting.js';
import { catalogue } from './catalogue.js';

/** The noises that have a name of their own. */
export const noiseNames = ['none', 'write', 'read', 'pulse', 'preset'] as const;
export type NoiseName = (typeof noiseNames)[number];

/** The size of one noise: as measured, a size of its own (a plain number if it has one setting), or 0 for none. */
export type NoiseSize = 'fitted' | number | Partial<Settings>;
/** Noises that act together, by name; those of a group (`read`) stand in an object of their own, or share a size. */
type NoiseParts = Readonly<Record<string, NoiseSize | Readonly<Record<string, NoiseSize>>>>;
/** The noise of a condition. */
export type NoiseChoice = NoiseName | NoiseParts;

/** The names as objects. The preset noise of a published array is in its own model. */
const presets: Record<NoiseName, NoiseParts> = {
  none: {},
  write: { write: 'fitted' },
  read: { read: 'fitted' },
  pulse: { pulse: 'fitted' },
  preset: {},
};

/** The noises that a device model takes, by what it says of itself; the first is the default. */
const noises: Record<NoiseUse, readonly [NoiseName, ...NoiseName[]]> = {
  none: ['none'],
  own: ['preset', 'none'],
  fitted: ['write', 'none', 'read', 'pulse'],
};

/** The noise of a device model where nothing is said. */
export function defaultNoise(bank: string): NoiseName {
  return noises[catalogue.devices.get(bank).noise][0];
}

/** The noises that a device model takes, the default first. */
export function noisesOf(bank: string): readonly NoiseName[] {
  return noises[catalogue.devices.get(bank).noise];
}

/** A noise that acts in a condition, with its size. */
export interface ActiveNoise {
  readonly name: string;
  readonly kind: NoiseKind;
  readonly size: NoiseSize;
}

/** The noises that act, in the order of the catalogue; those of size 0 do not. */
export function activeNoises(noise: NoiseChoice): ActiveNoise[] {
  const parts = typeof noise === 'string' ? presets[noise] : noise;
  return catalogue.noises.entries.flatMap(([name, kind]) => {
    const size = sizeOf(parts, name, kind);
    return size === 0 ? [] : [{ name, kind, size }];
  });
}

function sizeOf(parts: NoiseParts, name: string, { group }: NoiseKind): NoiseSize {
  const written = parts[group ?? name] ?? 0;
  // A group is an object of sizes, or one size for all of its noises.
  const size = group !== undefined && typeof written === 'object' ? (written[name] ?? 0) : written;
  return size as NoiseSize;
}

/** Whether a noise is the absence of noise. */
export function isQuiet(noise: NoiseChoice): boolean {
  return noise === 'none';
}

/** Whether a noise is the write noise whose size `sigma` can set. */
export function takesSigma(noise: NoiseChoice): boolean {
  return noise === 'write';
}

/** A label as it stands in a sentence: no noise, write noise. @param label of `noiseLabel` */
export function noiseInWords(label: string): string {
  return isQuiet(label as NoiseName) ? 'no noise' : `${label} noise`;
}

/** The noise of a condition in words, without commas and quotes: write 0.02 + telegraph. Noises of plugins need not be loaded. */
export function noiseLabel(noise: NoiseChoice): string {
  if (typeof noise === 'string') return noise;
  const labels = Object.entries(noise).flatMap(([name, written]) =>
    typeof written === 'object' && isGroup(name)
      ? Object.entries(written).flatMap(([member, size]) => labelOf(member, size as NoiseSize))
      : labelOf(name, written as NoiseSize),
  );
  return labels.join(' + ') || 'none';
}

function isGroup(name: string): boolean {
  return catalogue.noises.entries.some(([, { group }]) => group === name);
}

function labelOf(name: string, size: NoiseSize): string[] {
  return size === 0 ? [] : [[name, ...words(size)].join(' ')];
}

function words(size: NoiseSize): string[] {
  if (size === 'fitted') return [];
  if (typeof size === 'number') return [String(size)];
  return Object.entries(size).map(([setting, value]) => `${setting} ${value}`);
}

/** Refuses noise "as fitted" that none of the devices has. @param place where the noise is written @throws UsageError that names the noise and the remedy */
export function refuseUnfitted(noises: readonly ActiveNoise[], fits: readonly DeviceFit[], place = ''): void {
  for (const { name, kind, size } of noises) {
    if (size !== 'fitted' || !('part' in kind) || fits.some((fit) => kind.fitted?.(fit))) continue;
    throw new UsageError(
      `${place}noise.${name}: got "fitted", but none of the ${fits.length} devices has fitted ${name} noise: expected { ${Object.keys(kind.settings).join(', ')} }`,
    );
  }
}
