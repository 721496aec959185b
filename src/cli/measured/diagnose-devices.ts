import { availableParallelism } from 'node:os';
import { diagnoseNoise, type NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import type { Characterisation } from '../../../devices/fitting/characterisation.js';
import { overWorkers } from '../../runs/workers/over-workers.js';

/** Devices from which threads pay. */
const WORTH_THREADS = 4;

/** The noise of each device; a thread needs as long to start as a few devices take. */
export async function diagnoseDevices(
  devices: readonly Characterisation[],
  workers = availableParallelism(),
): Promise<NoiseDiagnosis[]> {
  if (workers < 2 || devices.length < WORTH_THREADS) return devices.map(diagnoseNoise);
  // A function cannot be sent to a thread.
  const tasks = devices.map(({ place: _place, ...measured }) => measured);
  return overWorkers(new URL('noise-worker.js', import.meta.url), tasks, workers);
}
