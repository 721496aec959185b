import { followSeed, type FlowCourse, type FlowTask } from '../../flow/follow-seed.js';

/** Follows a seed in a worker thread. */
export default function follow(task: FlowTask): FlowCourse {
  return followSeed(task);
}
