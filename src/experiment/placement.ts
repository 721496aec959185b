import type { DeviceFit } from '../../devices/files/device-form.js';
import { RandomStream } from '../core/random-stream.js';

/** The names of all weights, cell by cell: critic C3, actor A4_1. */
export function rolesOf(cells: number, actions: number): string[] {
  return Array.from({ length: cells }, (_, cell) => [
    `C${cell}`,
    ...Array.from({ length: actions }, (_, action) => `A${cell}_${action}`),
  ]).flat();
}

/** Every weight on the device of its role; where roles are missing, the devices in turn. */
export function byRole(fits: readonly DeviceFit[], roles: readonly string[]): Uint16Array {
  const found = roles.map((role) => fits.findIndex((fit) => fit.role === role));
  return Uint16Array.from(found.includes(-1) ? roles.map((_, i) => i % fits.length) : found);
}

/** Roles count only together. */
export function remarkOnRoles(fits: readonly DeviceFit[], roles: readonly string[]): string | undefined {
  const missing = roles.filter((role) => fits.every((fit) => fit.role !== role));
  if (missing.length === 0 || missing.length === roles.length) return undefined;
  const named = missing.slice(0, 3).join(', ') + (missing.length > 3 ? ', …' : '');
  return `T-maze: only ${roles.length - missing.length} of its ${roles.length} roles have devices (none has ${named}), so devices stand for its weights in turn, whatever their roles`;
}

/** Critic weight j on the device numbered j mod n (numbers of the file, else its order), actor weights at random, always alike. */
export function byNumber(fits: readonly DeviceFit[], cells: number, actions: number): Uint16Array {
  const order = [...fits.keys()].sort(
    (a, b) => (fits[a].waterMazeIndex ?? a) - (fits[b].waterMazeIndex ?? b),
  );
  const random = new RandomStream('water-maze/actors');
  const columns = 1 + actions;
  return Uint16Array.from({ length: cells * columns }, (_, weight) =>
    weight % columns === 0 ? order[(weight / columns) % fits.length] : random.below(fits.length),
  );
}
