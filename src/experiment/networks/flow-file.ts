import { dirname, isAbsolute, join } from 'node:path';
import { shown } from '../../core/complaint.js';
import { settingFault } from '../../core/setting.js';
import type { ChosenMethod, FlowPlan } from '../../flow/flow-plan.js';
import { methods } from '../../flow/methods/methods.js';
import { coarseAmong, coarseRefusal } from '../../networks/quantised/coarse-name.js';
import { ExperimentError, misformed } from '../experiment.js';
import { readYaml } from '../experiment-file.js';
import { devicesPlan } from './devices-plan.js';
import { dataPlan } from './flow-data-plan.js';
import { flowForm, type ParsedFlow } from './flow-form.js';
import type { FlowFilePlan } from './network-condition.js';

/** Decades of time that are seen by default, and points in each. */
const [DECADES, POINTS] = [6, 8];

/** Reads a file of `memloop flow`; a path in it is meant from the file's directory. @throws UsageError that points at file, line and column */
export function readFlow(path: string): FlowFilePlan {
  return withPathsFrom(path, readYaml(path, parseFlow));
}

/** The same plan, with paths from the directory of its file. */
export function withPathsFrom(path: string, plan: FlowFilePlan): FlowFilePlan {
  const { data, devices } = plan;
  const from = (file: string) => (isAbsolute(file) ? file : join(dirname(path), file));
  return {
    ...plan,
    ...('file' in data && { data: { ...data, file: from(data.file) } }),
    ...(devices && {
      devices: { ...devices, file: devices.file === 'almond8' ? devices.file : from(devices.file) },
    }),
  };
}

/** Checks what a user wrote for `memloop flow`, and fills in the rest. @throws ExperimentError that names the path and what is allowed */
export function parseFlow(value: unknown): FlowFilePlan {
  const parsed = flowForm().safeParse(value);
  if (!parsed.success) throw misformed(parsed.error.issues, value);
  const written = parsed.data;
  const { layers, loss, seeds, firstSeed, spread, until, tolerance, attempts, iterations, gradient, finish } = written;
  const data = dataPlan(written);
  const chosen = methodsOf(written);
  const isInfinite = data.samples === 'infinite';
  for (const [i, { method }] of chosen.entries())
    if (isInfinite && methods.get(method).needsSamples)
      throw new ExperimentError(
        `method: got ${method}, which needs samples: expected another method where samples are infinite, such as newton`,
        Array.isArray(written.method) ? ['method', i] : ['method'],
      );
  if (isInfinite && finish !== undefined && methods.get(finish).needsSamples)
    throw new ExperimentError(`finish: got ${finish}, which needs samples: expected another method, such as newton`, ['finish']);
  refuseCoarse(written, chosen);
  const times = timesOf(written.times, until);
  return {
    data,
    layers: layers as FlowPlan['layers'],
    loss,
    methods: chosen,
    ...(finish !== undefined && { finish }),
    seeds, firstSeed, spread, times, tolerance, attempts, iterations, gradient,
    ...(written.devices && { devices: devicesPlan(written.devices, data.samples, until) }),
  };
} // prettier-ignore

/** @throws ExperimentError where slopes are stand-ins and a method takes them for derivatives */
function refuseCoarse(
  { layers, method: written, finish, devices }: ParsedFlow,
  chosen: readonly ChosenMethod[],
): void {
  const coarse = coarseAmong(layers as FlowPlan['layers']);
  if (coarse === undefined) return;
  for (const [i, { method }] of chosen.entries())
    if (!methods.get(method).takesCoarse)
      throw new ExperimentError(
        `method: got ${method} with ${coarseRefusal(coarse)}`,
        Array.isArray(written) ? ['method', i] : ['method'],
      );
  if (finish !== undefined && !methods.get(finish).takesCoarse)
    throw new ExperimentError(`finish: got ${finish} with ${coarseRefusal(coarse)}`, ['finish']);
  // The flow beside devices takes the method of the file whose clock is time.
  if (devices !== undefined && chosen.every(({ method }) => methods.get(method).clock !== 'time'))
    throw new ExperimentError(
      `devices: got conditions with the activation ${coarse}, whose slope stands in for a derivative that is 0 almost everywhere, so there is no gradient flow to compare with: expected activations with derivatives, or no devices`,
      ['devices'],
    );
}

/** The methods, with names that differ. */
function methodsOf({ method: written }: ParsedFlow): ChosenMethod[] {
  const list = Array.isArray(written) ? written : [written];
  const chosen = list.map((one, i) => {
    const { method, name = method, settings = {} } = typeof one === 'string' ? { method: one } : one;
    const kind = methods.get(method);
    const fault = settingFault(method, kind.settings, settings);
    const place = Array.isArray(written) ? ['method', i] : ['method'];
    if (fault) {
      const got = shown((settings as Record<string, unknown>)[fault.name]);
      throw new ExperimentError(
        `${[...place, 'settings', fault.name].join('.')}: got ${got}: ${fault.expected}`,
        [...place, 'settings', fault.name],
      );
    }
    return { name, method, settings };
  });
  const names = chosen.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice < 0) return chosen;
  throw new ExperimentError(
    `method.${twice}: got the name "${names[twice]}" a second time: expected names that differ, with name:`,
    ['method', twice],
  );
}

/** Times at which a flow is seen; the last one is its end. */
function timesOf(written: readonly number[] | undefined, until: number): number[] {
  const times = written ?? Array.from({ length: DECADES * POINTS }, (_, i) => rounded(until * 10 ** (-(i + 1) / POINTS)));
  const inside = times.filter((time) => time < until);
  return [...new Set([...inside, until])].sort((a, b) => a - b);
} // prettier-ignore

/** A time that a reader can copy. */
function rounded(time: number): number {
  return Number(time.toPrecision(4));
}
