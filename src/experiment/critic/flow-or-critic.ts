import { dirname, isAbsolute, join } from 'node:path';
import { readYaml } from '../experiment-file.js';
import { parseFlow, withPathsFrom } from '../networks/flow-file.js';
import type { FlowFilePlan } from '../networks/network-condition.js';
import type { CriticPlan } from './critic-plan.js';
import { parseCritic } from './parse-critic.js';

/** Reads a file of `memloop flow`: a network, or a critic where it names a task. Paths are meant from its directory. @throws UsageError that points at file, line and column */
export function readFlowOrCritic(path: string): FlowFilePlan | CriticPlan {
  const plan = readYaml(path, (value): FlowFilePlan | CriticPlan => (Object.hasOwn(value, 'task') ? parseCritic(value) : parseFlow(value)));
  if (!('task' in plan)) return withPathsFrom(path, plan);
  const { file } = plan;
  return file === 'almond8' || isAbsolute(file) ? plan : { ...plan, file: join(dirname(path), file) };
} // prettier-ignore
