import type { SettingShape } from '../core/setting.js';
import { chopperPeriod, noChopper, RandomChopper, RegularChopper, type Chopper } from './chopper.js';
import type { SchemeKind, SchemeParts } from './scheme-kind.js';
import { Synapses } from './synapses.js';
import { TikiTaka, type TikiTakaSettings } from './tiki-taka.js';
import { BufferedTransfer, DirectTransfer, DynamicTransfer, type Transfer } from './transfer.js';

const share = { minimum: 0, maximum: 1 };

const common = {
  fast: {
    default: 1,
    minimum: 0,
    maximum: 100,
    meaning: 'share of an update that the fast devices take',
    tune: { from: 0.1, to: 4, log: true },
  },
  every: {
    default: 1,
    minimum: 1,
    maximum: 100_000,
    whole: true,
    meaning: 'learning steps between two transfers, T_s',
    tune: { from: 1, to: 16, log: true },
  },
  pairs: {
    default: 200,
    minimum: 0,
    maximum: 100_000,
    whole: true,
    meaning: 'pulse pairs that find the symmetry point',
  },
} satisfies SettingShape;

const rate = (value: number) => ({
  default: value,
  minimum: 0,
  maximum: 100,
  meaning: 'share of a read that is transferred, λ',
  tune: { from: 0.003, to: 1, log: true } as const,
});
const kept = {
  default: 0.1,
  ...share,
  meaning: 'share of the word that a transfer leaves, m',
  tune: { from: 0, to: 0.9 },
};
// Not tuned: it widens the range of weights, and so makes the policy colder.
const gamma = {
  default: 0,
  minimum: 0,
  maximum: 10,
  meaning: 'what the fast devices add to a weight, γ',
};
const flip = (value: number) => ({
  default: value,
  ...share,
  meaning: 'probability that a chopper flips after a read',
  tune: { from: 0.001, to: 0.5, log: true } as const,
});

const regular = (value: number) => ({
  default: value,
  ...share,
  whole: true as const,
  meaning: '1: choppers flip every 1/p reads, all rows together; 0: each at random',
});

function tikiTaka(
  { arrays, pulses, ranges }: SchemeParts,
  shares: readonly number[],
  transfer: Transfer,
  settings: Omit<TikiTakaSettings, 'chopper'>,
  chopper = noChopper,
): TikiTaka {
  return new TikiTaka(new Synapses(arrays, shares), pulses[1], ranges[1], transfer, { ...settings, chopper });
}

function chopperOf(
  { random }: SchemeParts,
  settings: { readonly flip: number; readonly regular: number },
): Chopper {
  if (settings.flip === 0) return noChopper;
  return settings.regular
    ? new RegularChopper(chopperPeriod(settings.flip))
    : new RandomChopper(settings.flip, random);
}

/** v1: what is read goes to the slow devices at once. */
export const tikiTakaV1: SchemeKind<'fast' | 'every' | 'pairs' | 'transfer' | 'gamma'> = {
  meaning: 'gradients gather in fast devices and are transferred',
  family: 'transfer',
  settings: { ...common, transfer: rate(0.03), gamma },
  share: (settings) => [1, settings.gamma, -settings.gamma],
  words: 0,
  readsBack: false,
  make(parts, settings) {
    const { arrays, ranges, random } = parts;
    const transfer = new DirectTransfer(settings.transfer, ranges[0], arrays[0].columns, random);
    return tikiTaka(parts, this.share(settings), transfer, settings);
  },
};

/** v2: what is read adds up in a digital word first. */
export const tikiTakaV2: SchemeKind<'fast' | 'every' | 'pairs' | 'transfer' | 'kept' | 'gamma'> = {
  meaning: 'the same with a digital buffer at the transfer',
  family: 'transfer',
  settings: { ...common, transfer: rate(0.03), kept, gamma },
  share: (settings) => [1, settings.gamma, -settings.gamma],
  words: 1,
  readsBack: false,
  make(parts, settings) {
    return tikiTaka(parts, this.share(settings), buffered(parts, settings), settings);
  },
};

/** c-TTv2: v2 with choppers, and no reference devices. */
export const choppedTikiTaka: SchemeKind<
  'fast' | 'every' | 'pairs' | 'transfer' | 'kept' | 'flip' | 'regular'
> = {
  meaning: 'Tiki-Taka with random sign flips, which cancel offsets',
  family: 'transfer',
  settings: { ...common, transfer: rate(0.02), kept, flip: flip(0.01), regular: regular(0) },
  share: () => [1, 0],
  words: 1,
  readsBack: false,
  make(parts, settings) {
    const chopper = chopperOf(parts, settings);
    return tikiTaka(parts, this.share(settings), buffered(parts, settings), settings, chopper);
  },
};

/** AGAD: the zero of the fast devices is what was read of them before the chopper flipped. */
export const agad: SchemeKind<
  'fast' | 'every' | 'pairs' | 'transfer' | 'kept' | 'flip' | 'regular' | 'tail'
> = {
  meaning: 'chopped Tiki-Taka with a reference that follows',
  family: 'transfer',
  settings: {
    ...common,
    transfer: rate(0.02),
    kept,
    flip: flip(0.1),
    regular: regular(1),
    tail: {
      default: 5,
      minimum: 0.001,
      maximum: 1000,
      meaning: 'weight of late reads in a mean, τ',
      tune: { from: 1, to: 20, log: true },
    },
  },
  share: () => [1, 0],
  words: 3,
  readsBack: false,
  make(parts, settings) {
    const [, mean, zero] = parts.words;
    const { rows } = parts.arrays[0];
    const weight = settings.flip === 0 ? 1 : Math.min(1, settings.tail / chopperPeriod(settings.flip));
    const transfer = new DynamicTransfer(buffered(parts, settings), mean, zero, weight, rows);
    return tikiTaka(parts, this.share(settings), transfer, settings, chopperOf(parts, settings));
  },
};

function buffered(
  { ranges, words }: SchemeParts,
  settings: { readonly transfer: number; readonly kept: number },
): BufferedTransfer {
  return new BufferedTransfer(settings.transfer, settings.kept, ranges[0], words[0]);
}
