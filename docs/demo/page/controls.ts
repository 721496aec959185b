import type { NoiseName } from '../../../src/experiment/noise-choice.js';
import type { Choice } from '../learning/choice.js';
import { choicesInAddress, part, writeAddress, type PageElement } from './dom.js';

/** The choices of a page that have options. */
const SELECTS = ['task', 'bank', 'noise', 'scheme'] as const;
/** Episodes that are comfortable to wait for, seconds. */
const PATIENCE = 30;

/** What the noises are, as phrases. */
const NOISES: Readonly<Record<NoiseName, string>> = {
  none: 'devices do exactly what their curves say',
  write: 'each update adds a random error that stays',
  read: 'each reading is off; the device itself does not change',
  pulse: 'each pulse adds a small error; they add up',
  preset: 'the noise that was published with the array',
};

function chosen(id: string): PageElement {
  return part(id).selectedOptions[0];
}

function text(id: string): string {
  return String(part(id).value);
}

/** What is chosen now; undefined where a number is no number, which the browser then says. */
export function choiceNow(): Choice | undefined {
  if (!part('rate').reportValidity() || !part('seed').reportValidity()) return undefined;
  const rate = Number(part('rate').value);
  const isOwn = rate !== Number(chosen('task').dataset['rate']);
  return {
    task: text('task'),
    bank: text('bank'),
    noise: text('noise'),
    scheme: text('scheme'),
    ...(isOwn && { learningRate: rate }),
    seed: Number(part('seed').value),
  };
}

/** How fast it is to go, episodes a second. */
export function paceNow(): number {
  return Number(part('pace').value);
}

/** The name of a choice in a key: all that differs between two runs. */
export function nameOf({ bank, noise, scheme, learningRate, seed }: Choice): string {
  const rate = learningRate === undefined ? '' : `, α ${learningRate}`;
  return `${bank}, ${noise}, ${scheme}${rate}, seed ${seed}`;
}

/** Gives the settings of the task: its learning rate, and the slowest pace that is soon done. */
export function settleTask(): void {
  const { rate, episodes } = chosen('task').dataset;
  part('rate').value = rate;
  const paces = ['3', '30', '300'];
  part('pace').value = paces.find((pace) => Number(episodes) / Number(pace) <= PATIENCE) ?? paces[2];
}

/** Chooses the seed that follows. */
export function nextSeed(): void {
  part('seed').value = Number(part('seed').value) + 1;
}

/** Offers the noises that the device model takes, the first of which is its default. */
export function settleBank(): void {
  const names = chosen('bank').dataset['noises'].split(' ');
  const before = text('noise');
  part('noise').innerHTML = names.map((name) => `<option>${name}</option>`).join('');
  if (names.includes(before)) part('noise').value = before;
}

/** Says what the chosen things are. */
export function sayMeanings(): void {
  for (const id of ['task', 'bank', 'scheme']) part(`${id}-says`).textContent = chosen(id).dataset['meaning'];
  part('noise-says').textContent = NOISES[text('noise') as NoiseName];
}

/** Takes the choices of the address, where it has some. */
export function readChoices(): void {
  const wanted = choicesInAddress();
  const take = (id: string) => {
    const value = wanted.get(id);
    if (value === undefined) return;
    const before = part(id).value;
    part(id).value = value;
    // A choice without this option is then empty.
    if (part(id).value === '') part(id).value = before;
  };
  take('task');
  settleTask();
  take('bank');
  settleBank();
  for (const id of ['noise', 'scheme', 'rate', 'seed', 'pace']) take(id);
}

/** Writes the choices into the address. */
export function writeChoices(): void {
  writeAddress(Object.fromEntries([...SELECTS, 'rate', 'seed', 'pace'].map((id) => [id, text(id)])));
}
