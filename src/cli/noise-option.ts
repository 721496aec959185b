import { Option } from 'commander';
import { complaint, mainIssue, placeOf } from '../core/complaint.js';
import { UsageError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { catalogue } from '../experiment/catalogue.js';
import { readYaml } from '../experiment/experiment-file.js';
import { ExperimentError } from '../experiment/experiment.js';
import { noiseNames, type NoiseChoice, type NoiseName, type NoiseSize } from '../experiment/noise-choice.js';
import { noiseForm } from '../experiment/noise-form.js';
import { offering } from './shell/offering.js';

/** `--noise`, whose value `noiseOf` reads. @param description what it is for */
export function noiseOption(description: string): Option {
  const option = new Option(
    '--noise <noise>',
    `${description}: ${noiseNames.join(', ')}; several joined by +; or a .yaml or .json file with a noise`,
  );
  return offering(option, namedNoises, '+');
}

/** Every noise that has a name: those of conditions, and their parts. */
export function namedNoises(): string[] {
  return [...new Set([...noiseNames, ...catalogue.noises.names])];
}

/** The noise that an option names: a name, names joined by + that act together, or a YAML or JSON file with a noise. @throws UsageError that names what is allowed */
export function noiseOf(text: string): NoiseChoice {
  if (/\.(ya?ml|json)$/i.test(text)) return readYaml(text, noiseIn);
  if (noiseNames.includes(text as NoiseName)) return text as NoiseName;
  const noise: Record<string, Size> = {};
  for (const part of text.split('+')) add(part.trim(), text, noise);
  return noiseForm().parse(noise);
}

type Size = NoiseSize | Record<string, NoiseSize>;

/** Adds a noise to those that act: as fitted where devices have it fitted, else with its default size. */
function add(name: string, text: string, noise: Record<string, Size>): void {
  const { noises } = catalogue;
  const isGroup = noises.entries.some(([, { group }]) => group === name);
  if (!isGroup && !noises.has(name))
    throw new UsageError(`--noise: got "${text}": expected ${allowed(name)}`);
  const { group, fitted } = isGroup ? { fitted: true } : noises.get(name);
  const size = fitted ? 'fitted' : {};
  const others = group === undefined ? undefined : noise[group];
  if (group === undefined) noise[name] = size;
  else noise[group] = { ...(typeof others === 'object' && others), [name]: size } as Size;
}

function allowed(name: string): string {
  const names = namedNoises();
  const remedy = name.includes('/') ? '; load the plugin that has it with --plugin' : '';
  return `one of ${names.join(', ')}, several joined by +, or a .yaml or .json file with a noise${nearest(name, names)}${remedy}`;
}

/** The noise in a file: by itself, or under noise: as in a condition. */
function noiseIn(value: object): NoiseChoice {
  const within = Object.hasOwn(value, 'noise') ? ['noise'] : [];
  const written: unknown = within.length > 0 ? (value as { noise: unknown }).noise : value;
  const { data, error } = noiseForm().safeParse(written);
  if (data !== undefined) return data;
  throw new ExperimentError(`noise: ${complaint(error.issues, written)}`, [
    ...within,
    ...placeOf(mainIssue(error.issues)),
  ]);
}
