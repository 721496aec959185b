import type { DeviceFit } from '../../devices/files/device-form.js';
import { RandomStream } from '../core/random-stream.js';

/** Every weight on the device of its role; where roles are missing, the devices in turn. */
export function byRole(fits: readonly DeviceFit[], roles: readonly string[]): Uint16Array {
  const found = roles.map((role) => fits.findIndex((fit) => fit.role === role));
  return Uint16Array.from(found.includes(-1) ? roles.map((_, i) => i % fits.length) : found);
}

/** A sentence for devices that have some of the roles: roles count only together. */
export function remarkOnRoles(
  task: string,
  fits: readonly DeviceFit[],
  roles: readonly string[],
): string | undefined {
  const missing = roles.filter((role) => fits.every((fit) => fit.role !== role));
  if (missing.length === 0 || missing.length === roles.length) return undefined;
  const named = missing.slice(0, 3).join(', ') + (missing.length > 3 ? ', …' : '');
  return `${task}: only ${roles.length - missing.length} of its ${roles.length} roles have devices (none has ${named}); the devices are placed in turn, without regard to their roles`;
}

/** Weight j of the first column on the device numbered j mod n (numbers of the file, else its order), the others at random, always the same. */
export function byNumber(fits: readonly DeviceFit[], cells: number, columns: number): Uint16Array {
  const order = [...fits.keys()].sort(
    (a, b) => (fits[a].waterMazeIndex ?? a) - (fits[b].waterMazeIndex ?? b),
  );
  const random = new RandomStream('water-maze/actors');
  return Uint16Array.from({ length: cells * columns }, (_, weight) =>
    weight % columns === 0 ? order[(weight / columns) % fits.length] : random.below(fits.length),
  );
}
