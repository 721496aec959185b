import { DEFAULT_WALK } from '../../devices/vcm/cycle-walk.js';
import { settingFault, type Settings } from '../core/setting.js';
import { catalogue } from './catalogue.js';
import { defaultNoise, noisesOf, type NoiseChoice, takesSigma } from './noise-choice.js';

/** What a condition has chosen, as it is checked. */
interface Choices {
  bank: string;
  bankSettings?: Partial<Settings> | undefined;
  noise?: NoiseChoice | undefined;
  sigma?: number | undefined;
  pulses: string;
  scheme: string;
  schemeSettings?: Partial<Settings> | undefined;
  walk: string;
  learner: string;
  learnerSettings?: Partial<Settings> | undefined;
}

interface Fault {
  path: PropertyKey[];
  message: string;
}

/** The first choice of a condition that does not go with the others. */
export function conditionFault(choices: Choices): Fault | undefined {
  return (
    noiseFault(choices) ??
    pulseFault(choices) ??
    settingsFault(choices) ??
    walkFault(choices) ??
    sigmaFault(choices)
  );
}

function noiseFault({ bank, noise }: Choices): Fault | undefined {
  if (noise === undefined) return undefined;
  const allowed = noisesOf(bank);
  const fault = (what: string) => ({
    path: ['noise'],
    message: `${bank} does not take ${what}: expected ${listed(allowed)}`,
  });
  if (typeof noise === 'string') return allowed.includes(noise) ? undefined : fault('this noise');
  return catalogue.devices.get(bank).noise === 'fitted' ? undefined : fault('noise as an object');
}

function pulseFault({ bank, pulses, scheme }: Choices): Fault | undefined {
  if (pulses === catalogue.pulses.names[0]) return undefined;
  const expected = `expected "${catalogue.pulses.names[0]}"`;
  const fault = (reason: string) => ({ path: ['pulses'], message: `${reason}: ${expected}` });
  if (catalogue.devices.get(bank).exact) return fault(`${bank} counts no pulses`);
  if (catalogue.schemes.get(scheme).countsPulses) return fault(`${scheme} counts its pulses itself`);
  return undefined;
}

function settingsFault(choices: Choices): Fault | undefined {
  const { bank, scheme, learner } = choices;
  const all = [
    ['bankSettings', bank, catalogue.devices.get(bank)],
    ['schemeSettings', scheme, catalogue.schemes.get(scheme)],
    ['learnerSettings', learner, catalogue.learners.get(learner)],
  ] as const;
  for (const [key, name, { settings }] of all) {
    const fault = settingFault(name, settings, choices[key]);
    if (fault) return { path: [key, fault.name], message: fault.expected };
  }
  return undefined;
}

function walkFault({ bank, walk }: Choices): Fault | undefined {
  if (walk === DEFAULT_WALK || catalogue.devices.get(bank).walks) return undefined;
  return { path: ['walk'], message: `${bank} has no measured cycles to walk through: expected "published"` };
}

function sigmaFault({ bank, noise, sigma }: Choices): Fault | undefined {
  if (sigma === undefined || takesSigma(noise ?? defaultNoise(bank))) return undefined;
  const remedy = typeof noise === 'object' ? 'the size in noise: { write: … }' : 'noise "write" or no sigma';
  return { path: ['sigma'], message: `only write noise takes a sigma: expected ${remedy}` };
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length > 1 ? `one of ${quoted.join(', ')}` : quoted[0];
}
