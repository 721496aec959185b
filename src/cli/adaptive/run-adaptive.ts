import type { Experiment } from '../../experiment/experiment.js';
import type { Sweep } from '../../experiment/sweep/sweep.js';
import type { Until } from '../../experiment/sweep/until.js';
import { createAdaptive } from '../../runs/adaptive/adaptive-file.js';
import { warnOfDevices } from '../output/warn-of-devices.js';
import type { ShardOptions } from '../shards/shard-option.js';
import { studyOf } from './adaptive-rounds.js';
import { finishAdaptive } from './finish-adaptive.js';
import { undivided } from './undivided.js';

/** Begins an adaptive sweep in a new directory, and finishes it. @throws UsageError if it has too few seeds, or was to be divided */
export function runAdaptive(
  directory: () => string,
  swept: { experiment: Experiment; sweep: Sweep; until: Until },
  options: ShardOptions,
): Promise<void> {
  if (options.shard) throw undivided('--shard');
  studyOf(swept);
  const begin = () => {
    warnOfDevices(swept.experiment);
    return createAdaptive(directory(), swept, swept.until);
  };
  return finishAdaptive(begin, options);
}
