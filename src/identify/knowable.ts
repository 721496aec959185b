import { UsageError } from '../core/errors.js';
import type { Activation } from '../networks/activations/activation.js';
import { activations } from '../networks/activations/activations.js';

/** Places at which the curvature of an activation is looked at. */
const PLACES = [-2, -1, -0.5, 0.5, 1, 2];

/** The activations whose networks are told apart by what they give: their curvature differs from place to place. */
export function knowableActivations(): string[] {
  return activations.entries.filter(([, activation]) => isKnowable(activation)).map(([name]) => name);
}

/** @throws UsageError for an activation with which different weights give the same outputs, or that has kinks */
export function refuseUnknowable(name: string): void {
  if (isKnowable(activations.get(name))) return;
  throw new UsageError(
    `got the activation ${name}, whose curvature is the same everywhere: expected one that bends, so that neurons can be told apart: ${knowableActivations().join(', ')}; a layer without one is a matrix, which regression finds`,
  );
}

/** Without curvature, or with the same everywhere, neurons can be mixed or scaled; the fits need a slope that changes smoothly. */
function isKnowable(activation: Activation): boolean {
  const size = PLACES.length;
  const numbers = Float64Array.from({ length: 4 * size }, (_, i) => PLACES[i] ?? 0);
  activation.fill(numbers, 0, size, size, 2 * size, 3 * size);
  const curvatures = numbers.subarray(3 * size);
  return curvatures.some((curvature) => curvature !== curvatures[0]);
}
