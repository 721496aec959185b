import { complaint } from '../../core/complaint.js';
import { UsageError } from '../../core/errors.js';
import type { NoiseChoice } from '../../experiment/noise-choice.js';
import { noiseForm, noiseNameForm } from '../../experiment/noise-form.js';

/** The noises that an option names: a name, or names joined by + for fitted noises that act together. @throws UsageError that names the allowed ones */
export function noisesIn(names: readonly string[]): NoiseChoice[] {
  return names.map((name) => (name.includes('+') ? together(name) : named(name)));
}

function named(name: string): NoiseChoice {
  const { data, error } = noiseNameForm.safeParse(name);
  if (error) throw new UsageError(`--noise: ${complaint(error.issues, name)}`);
  return data;
}

function together(name: string): NoiseChoice {
  const parts = name.split('+').map((part) => part.trim());
  const { data, error } = noiseForm().safeParse(Object.fromEntries(parts.map((part) => [part, 'fitted'])));
  if (data) return data;
  throw new UsageError(
    `--noise: got "${name}": expected fitted noises joined by +, as in read+pulse (${complaint(error.issues, name)})`,
  );
}
