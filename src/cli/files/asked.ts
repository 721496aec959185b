import { createInterface } from 'node:readline/promises';
import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { catalogue } from '../../experiment/catalogue.js';
import { noisesOf } from '../../experiment/noise-choice.js';
import type { ExperimentChoices } from './new-experiment.js';

/** What a new file is about. */
interface Answers extends ExperimentChoices {
  device?: string;
  experiment?: string;
}

type Ask = (question: string, allowed: readonly string[], usual: string) => Promise<string>;

/** Asks at a terminal for what was not given, with an answer proposed to each question; the answers so far count as given. */
export async function asked(
  given: ExperimentChoices,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<Answers> {
  const terminal = createInterface({ input, output });
  // The end of the input, or Ctrl-C, leaves a question without an answer.
  const ended = new Promise<never>((_, refuse) =>
    terminal.once('close', () => refuse(new UsageError('init: got no answer: nothing is written'))),
  );
  try {
    const all = answers(given, (question, allowed, usual) =>
      answer(terminal.question.bind(terminal), output, question, allowed, usual),
    );
    return await Promise.race([all, ended]);
  } finally {
    ended.catch(() => {});
    terminal.close();
  }
}

async function answers(given: ExperimentChoices, ask: Ask): Promise<Answers> {
  const { tasks, devices, schemes } = catalogue;
  const isOfExperiment = Object.keys(given).length > 0;
  const what = isOfExperiment
    ? 'experiment'
    : await ask('Write an experiment or a device', ['experiment', 'device'], 'experiment');
  if (what === 'device') return { [what]: await ask('File', [], 'my-device.csv') };
  const task = given.task ?? (await ask('Task', tasks.names, tasks.names[0]));
  const own = tasks.get(task).defaults.conditions.map(({ bank }) => bank);
  const bank =
    given.bank ??
    (await ask(
      'Device model',
      devices.names,
      own.find((name) => !devices.get(name).exact)!,
    ));
  const noise = given.noise ?? (await ask('Noise', noisesOf(bank), noisesOf(bank)[0]));
  const scheme = given.scheme ?? (await ask('Scheme', schemes.names, schemes.names[0]));
  const experiment = await ask('File', [], 'my-experiment.yaml');
  return { ...given, task, bank, noise, scheme, experiment };
}

async function answer(
  question: (text: string) => Promise<string>,
  output: NodeJS.WritableStream,
  text: string,
  allowed: readonly string[],
  usual: string,
): Promise<string> {
  for (;;) {
    if (allowed.length > 0) output.write(`${text}: ${allowed.join(', ')}\n`);
    const given = (await question(`${text} [${usual}]: `)).trim() || usual;
    if (allowed.length === 0 || allowed.includes(given)) return given;
    output.write(`got "${given}": expected one of those above${nearest(given, allowed)}\n`);
  }
}
