/** Episodes per task of a worker: enough to make the transfer cheap, few enough to lose little if the run is killed. */
const EPISODES_PER_TASK = 2000;

/** The number of runs per task of a worker. */
export function taskSize(episodes: number): number {
  return Math.max(1, Math.floor(EPISODES_PER_TASK / episodes));
}
