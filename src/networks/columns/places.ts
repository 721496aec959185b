import type { ColumnEngine, MakeEngine } from './column-engine.js';

/** Hands out room for columns: the place of the first of this many numbers. */
export type Take = (length: number) => number;

/** Makes an engine for the columns of a plan, which takes room for each and returns where they are. */
export function laidOut<Places>(
  make: MakeEngine,
  plan: (take: Take) => Places,
): { engine: ColumnEngine; places: Places } {
  let taken = 0;
  const take = (length: number) => {
    const place = taken;
    taken += length;
    return place;
  };
  const places = plan(take);
  return { engine: make(taken), places };
}
