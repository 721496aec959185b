import type { RandomStream } from '../src/core/random-stream.js';

/** Maximum distance of a new place for the platform from the middle of the pool, in decimetres. */
const FURTHEST = 8;
/** x and y of the fixed platform: half-way to the wall, in the north-east. */
export const FIXED_PLACE = 5 * Math.SQRT1_2;

/** Rule for the place of the platform of a circular pool, day by day. */
export interface PlatformProtocol {
  /** Writes the place (x, y) for a new day. */
  place(platform: Float64Array): void;
}

/** The reference memory task: the platform never moves. */
export const referenceMemory: PlatformProtocol = {
  place: (platform) => void platform.fill(FIXED_PLACE),
};

/** Delayed matching-to-place: the platform moves to a new place every day, uniformly within 80 cm of the middle. */
export class MatchingToPlace implements PlatformProtocol {
  constructor(private readonly random: RandomStream) {}

  place(platform: Float64Array): void {
    const { random } = this;
    const distance = FURTHEST * Math.sqrt(random.uniform());
    const angle = 2 * Math.PI * random.uniform();
    platform[0] = distance * Math.cos(angle);
    platform[1] = distance * Math.sin(angle);
  }
}
