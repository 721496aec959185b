import { newton } from '../../core/maths/minimise/newton.js';
import { gatedUnit, type GatedUnit } from '../channel/gated-unit.js';
import { meetingGroups, type MeetingGroup } from '../channel/meeting-groups.js';
import { nearestRows } from '../channel/meeting-rows.js';
import { weightNorm } from '../../flow/fixed-point.js';
import type { NetworkObjective } from '../landscape-problem.js';
import { spectrumAt } from '../spectrum.js';
import { criticalPoint, type CriticalPoint } from './critical-point.js';

/** What the end of a way down is. */
type StartEnd = 'minimum' | 'channel' | 'infinity' | 'unfinished' | 'not finite';

/** A weight norm that was passed, with the distance of the nearest two rows there. */
export interface Passage {
  readonly norm: number;
  readonly distance: number;
}

/** Where a start of a landscape ends, and the critical point nearest to it. */
export interface ExploredStart {
  readonly seed: number;
  readonly kind: StartEnd;
  /** loss at the end; that of the gated linear unit for a channel */
  readonly loss: number;
  readonly gradientMax: number;
  /** ‖θ‖²/2P */
  readonly norm: number;
  readonly passages: readonly Passage[];
  readonly parameters: Float64Array;
  readonly unit?: GatedUnit;
  /** rows that met in a channel, where the weight norm passed the published one */
  readonly groups?: readonly MeetingGroup[];
  readonly critical?: CriticalPoint;
}

/** The published criteria of a channel: weight norm ‖θ‖²/2P above the first, nearest rows closer than the second. */
export const CHANNEL = { norm: 1e3, distance: 1e-2 };
/** Norms and distances for which channels are counted too. */
export const NORMS = [1e2, 1e3, 1e4];
export const DISTANCES = [1e-1, 1e-2, 1e-3];

const LIMITS = { iterations: 2000, gradientMax: 1e-12 };

/** Goes down from a start until the slope vanishes or weights run off, and says what is there. */
export function exploreStart(
  { network, objective }: NetworkObjective,
  start: Float64Array,
  seed: number,
): ExploredStart {
  const parameters = start.slice();
  const passages: Passage[] = [];
  let inChannel = parameters;
  const found = newton(objective, parameters, LIMITS, (_, at) => {
    const norm = weightNorm(at);
    while (passages.length < NORMS.length && norm > NORMS[passages.length]) {
      if (NORMS[passages.length] === CHANNEL.norm) inChannel = at.slice();
      passages.push({ norm: NORMS[passages.length], distance: nearestRows(network, at)?.distance ?? 2 });
    }
    return passages.length === NORMS.length;
  });
  const critical = criticalPoint(objective, start);
  const common = {
    seed,
    gradientMax: found.gradientMax,
    norm: weightNorm(parameters),
    passages,
    parameters,
    ...(critical && { critical }),
  };
  if (!Number.isFinite(found.value)) return { ...common, kind: 'not finite', loss: found.value };
  if (!meets(passages, CHANNEL.norm, CHANNEL.distance)) {
    const kind =
      passages.length > 1
        ? 'infinity'
        : found.ending === 'fixed point' && spectrumAt(objective, parameters).negative === 0
          ? 'minimum'
          : 'unfinished';
    return { ...common, kind, loss: found.value };
  }
  const { pair } = nearestRows(network, inChannel)!;
  const unit = gatedUnit(objective, network, inChannel, pair);
  const groups = meetingGroups(network, inChannel, CHANNEL.distance);
  return { ...common, kind: 'channel', loss: unit.isSettled ? unit.loss : found.value, unit, groups };
}

/** Whether weights passed a norm with two rows closer than a distance. */
export function meets(passages: readonly Passage[], norm: number, distance: number): boolean {
  return passages.some((passage) => passage.norm === norm && passage.distance < distance);
} // prettier-ignore
