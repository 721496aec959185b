import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { ConditionSummary } from '../../runs/summary.js';

/** The range of a device's conductances. */
export type Window = Pick<DeviceFit, 'lowestSiemens' | 'highestSiemens'>;

/** Mean conductances at the end by column of the crossbar, critic first, and cell, in µS: G = G0 + w (G1 − G0). */
export function conductanceMaps(
  { criticWeights, actorWeights }: ConditionSummary,
  windows: readonly Window[],
): number[][] {
  const columns = 1 + actorWeights.mean[0].length;
  return Array.from({ length: columns }, (_, column) =>
    criticWeights.mean.map((critic, cell) => {
      const weight = column === 0 ? critic : actorWeights.mean[cell][column - 1];
      const { lowestSiemens, highestSiemens } = windows[cell * columns + column];
      return 1e6 * (lowestSiemens + weight * (highestSiemens - lowestSiemens));
    }),
  );
}

/** The least and the greatest of conductances; of equal ones, a range of 1 µS. */
export function conductanceRange(maps: number[][][]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const conductance of maps.flat(2)) {
    if (conductance < low) low = conductance;
    if (conductance > high) high = conductance;
  }
  return [low, high > low ? high : low + 1];
}
