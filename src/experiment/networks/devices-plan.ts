import { shown } from '../../core/complaint.js';
import { signings } from '../../on-crossbar/signing.js';
import { arrayFault } from '../array/array-of.js';
import { completeCondition, learnerName } from '../condition.js';
import { ExperimentError } from '../experiment.js';
import type { ParsedDevices } from './devices-form.js';
import type { DevicesPlan, NetworkCondition } from './network-condition.js';

/** The rate of a step where nothing is said. */
const RATE = 0.05;
/** Steps of a run at most. */
const MOST_STEPS = 1_000_000;

/** The conditions of a file, complete and checked. @param until time at which learning ends @throws ExperimentError for what devices cannot do */
export function devicesPlan(written: ParsedDevices, samples: number | 'infinite', until: number): DevicesPlan {
  if (samples === 'infinite')
    throw wrong([], 'got conditions where samples are infinite: expected a number of samples, which the crossbars read one by one');
  const conditions = written.conditions.map((one): NetworkCondition => {
    const { signed = written.signed ?? signings.names[0], rate = written.rate ?? RATE } = one;
    const { range = written.range, batch = written.batch } = one;
    return {
      ...completeCondition({ ...one, learner: learnerName({}) }, {}),
      signed,
      ...(range !== undefined && { range }),
      rate,
      ...(batch !== undefined && { batch }),
    };
  });
  for (const [i, { name, rate }] of conditions.entries()) {
    if (conditions.findIndex((other) => other.name === name) < i)
      throw wrong(['conditions', i], `got the name "${name}" a second time: expected names that differ, with name:`);
    if (rate > until)
      throw wrong(['conditions', i], `got the rate ${shown(rate)}, with which the first step ends beyond time ${until}: expected a rate of at most that; take a smaller rate or a larger until`);
    if (until / rate > MOST_STEPS)
      throw wrong(['conditions', i], `got the rate ${shown(rate)}, which takes ${Math.round(until / rate)} steps to time ${until}: expected at most ${MOST_STEPS} steps; take a larger rate or a smaller until`);
  }
  const fault = arrayFault({}, conditions);
  if (fault) throw new ExperimentError(`devices.${fault.message}`, ['devices', ...fault.path]);
  const { file, start } = written;
  return { file, ...(start !== undefined && { start }), conditions };
} // prettier-ignore

function wrong(path: readonly PropertyKey[], message: string): ExperimentError {
  const place = ['devices', ...path];
  return new ExperimentError(`${place.map(String).join('.')}: ${message}`, place);
}
