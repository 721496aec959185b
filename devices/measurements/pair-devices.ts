import type { Characterisation } from '../fitting/characterisation.js';
import { polarityInName } from './polarity-words.js';

/** A device of a file that is one of several. */
interface FromFile {
  readonly path: string;
  readonly device: Characterisation;
}

/** Devices of several files, where SET in one file and RESET in another have become one; with a note for each pair. */
export interface Paired {
  readonly devices: FromFile[];
  readonly notes: string[];
}

/**
 * Puts together what was measured of one device in two files: SET in one and RESET in the other. Their names are alike without the words of
 * their polarity, or they are the only two. The number of cycles is that of the file with fewer.
 */
export function pairDevices(read: readonly FromFile[]): Paired {
  const rest = [...read];
  const notes: string[] = [];
  const half = (polarity: 'set' | 'reset') => rest.filter(({ device }) => device[polarity].length === 0);
  for (const set of half('reset')) {
    const others = half('set').filter(({ path }) => path !== set.path);
    const alike = others.filter(({ device }) => stemOf(device.device) === stemOf(set.device.device));
    const candidates = alike.length > 0 || half('reset').length > 1 ? alike : others;
    if (candidates.length !== 1) continue;
    const [reset] = candidates;
    const device = together(set.device, reset.device);
    rest.splice(rest.indexOf(set), 1, { path: set.path, device });
    rest.splice(rest.indexOf(reset), 1);
    const [one, other] = [set.device.set.length, reset.device.reset.length];
    const cut = one === other ? '' : `, ${device.set.length} cycles of each, as RESET and SET have ${other} and ${one}`; // prettier-ignore
    notes.push(`${device.device}: SET from ${set.path}, RESET from ${reset.path}${cut}`);
  }
  return { devices: rest, notes };
}

function together(set: Characterisation, reset: Characterisation): Characterisation {
  const cycles = Math.min(set.set.length, reset.reset.length);
  const { resetPulses: _none, ...rest } = set;
  const [one, other] = [set.place, reset.place];
  const dropped = [...(set.dropped ?? []), ...(reset.dropped ?? [])];
  return {
    ...rest,
    device: commonName(set.device, reset.device),
    set: set.set.slice(0, cycles),
    reset: reset.reset.slice(0, cycles),
    resetCounted: reset.resetCounted,
    ...(reset.pulses !== set.pulses && { resetPulses: reset.pulses }),
    ...(one && other && { place: (polarity, cycle, reading) => (polarity === 'set' ? one : other)(polarity, cycle, reading) }), // prettier-ignore
    ...(dropped.length > 0 && { dropped }),
  };
}

/** A name without its words of polarity: chip3 of chip3-set and chip3_RESET. */
function stemOf(name: string): string {
  const parts = name.split(/([^\p{L}\d]+)/u).filter((part) => polarityInName(part) === undefined);
  return parts.join('').replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '').replaceAll(/[^\p{L}\d]+/gu, '-').toLowerCase(); // prettier-ignore
}

/** The part that two names have in common, at their beginning or else their end; both names if there is none. */
function commonName(one: string, other: string): string {
  const stem = stemOf(one);
  if (stem !== '' && stem === stemOf(other)) {
    const named = one.split(/[^\p{L}\d]+/u).filter((part) => polarityInName(part) === undefined);
    return named.join('-');
  }
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  const common = one.slice(0, length).replace(/[^\p{L}\d]+$/u, '');
  return common === '' ? `${one}+${other}` : common;
}
