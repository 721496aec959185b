import { trainCritic, type CriticCourse, type CriticTask } from '../../experiment/critic/train-critic.js';

/** Lets a critic learn on devices in a worker thread. */
export default function train(task: CriticTask): Promise<CriticCourse> {
  return trainCritic(task);
}
