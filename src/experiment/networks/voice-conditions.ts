import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { spikingSignings } from '../../on-crossbar/spiking/spiking-signings.js';
import { conditionFault } from '../condition-fault.js';
import { conditionForm, learnerName } from '../condition.js';
import { ExperimentError, misformed } from '../experiment.js';
import { readYaml } from '../experiment-file.js';
import { nameOf, settings } from '../settings-form.js';
import type { SpikingChoices } from './spiking-condition.js';

/** Devices that a detector is tested on. */
export interface VoiceCondition {
  readonly name: string;
  readonly choices: SpikingChoices;
  /** learning in place before the test; absent for weights that are only written */
  readonly learn?: { readonly epochs: number; readonly rate: number };
}

/** Conditions of a file, and the device file that all of them use. */
export interface VoiceConditions {
  /** path of a device file, or almond8 */
  readonly file: string;
  readonly conditions: readonly VoiceCondition[];
}

/** Reads the conditions that `memloop vad test --on` names. A path in it is meant from its directory. @throws UsageError that points at file, line and column */
export function readVoiceConditions(path: string): VoiceConditions {
  const written = readYaml(path, parseVoiceConditions);
  const { file } = written;
  return { ...written, file: file === 'almond8' || isAbsolute(file) ? file : join(dirname(path), file) };
}

/** Checks what a user wrote. @throws ExperimentError that names the path and what is allowed */
function parseVoiceConditions(value: unknown): VoiceConditions {
  const parsed = form().safeParse(value);
  if (!parsed.success) throw misformed(parsed.error.issues, value);
  const conditions = parsed.data.conditions.map(({ learn, name, ...choices }, i): VoiceCondition => ({
    name: name ?? `${choices.bank ?? 'devices'} ${i + 1}`,
    choices: choices as SpikingChoices,
    ...(learn && { learn }),
  }));
  for (const [i, { name }] of conditions.entries())
    if (conditions.findIndex((other) => other.name === name) < i)
      throw new ExperimentError(
        `conditions.${i}: got the name "${name}" a second time: expected names that differ, with name:`,
        ['conditions', i],
      );
  return { file: parsed.data.file, conditions };
}

function form() {
  return settings({
    file: z.string().min(1).default('almond8'),
    conditions: z.array(oneForm()).min(1),
  });
}

function oneForm() {
  const { name, bank, bankSettings, noise, sigma, pulses, scheme, schemeSettings, averaging, walk, array } =
    conditionForm().shape;
  return settings({
    name,
    bank,
    bankSettings,
    noise,
    sigma,
    pulses,
    scheme,
    schemeSettings,
    averaging,
    walk,
    array,
    signed: nameOf(spikingSignings).optional(),
    range: z.number().positive().max(1e6).optional(),
    spread: z.number().min(0).max(1).optional(),
    learn: settings({
      epochs: z.int().min(1).max(1000),
      rate: z.number().positive().max(1).default(0.001),
    }).optional(),
  }).superRefine(
    ({ signed: _signed, range: _range, spread: _spread, learn: _learn, ...written }, context) => {
      const fault = conditionFault({ ...written, learner: learnerName({}) });
      if (fault) context.addIssue({ code: 'custom', ...fault });
    },
  );
}
