import { commandOf } from '../learning/choice.js';
import type { DemoState, DemoView } from '../learning/wire.js';
import {
  choiceNow,
  nameOf,
  nextSeed,
  paceNow,
  readChoices,
  sayMeanings,
  settleBank,
  settleTask,
  writeChoices,
} from './controls.js';
import { beforeDrawing, copied, onResize, part, startThread } from './dom.js';
import { draw, sayPictures } from './draw.js';
import type { Curve } from './learning-curve.js';
import { sentence } from './sentence.js';

/** The sentence is read aloud where that is wanted, so that copy of it changes only this often, milliseconds. */
const ALOUD_EVERY = 5000;

/** Up to this pace the way of an episode is drawn as it was walked, episodes a second. */
const SLOW = 3;

const thread = startThread();
let view: DemoView | undefined;
let state: DemoState | undefined;
let steps: number[] = [];
let now: Curve = { name: '', steps };
let before: Curve | undefined;
let isGoing = false;
let isDue = false;
let aloud = -Infinity;

function say(words: string, isUrgent = false): void {
  part('answer').textContent = words;
  if (!isUrgent && Date.now() - aloud < ALOUD_EVERY) return;
  aloud = Date.now();
  part('aloud').textContent = words;
}

/** Says how to open the page, where its worker cannot start. */
function forbidden(): void {
  part('start').disabled = true;
  part('restart').disabled = true;
  say('The browser does not let this page learn: open it from a web server, not as a file.', true);
}

function go(isOn: boolean): void {
  isGoing = isOn;
  part('start').textContent = isOn ? 'Pause' : steps.length > 0 ? 'Go on' : 'Start';
  thread?.postMessage({ order: 'pace', pace: isOn ? paceNow() : 0 }, []);
}

/** Learns what is chosen from the beginning; what was learned last stays as a grey line. */
function begin(): void {
  const choice = choiceNow();
  if (!choice) return;
  if (steps.length > 0) before = now;
  steps = [];
  now = { name: nameOf(choice), steps };
  view = state = undefined;
  part('start').disabled = false;
  part('command').textContent = commandOf(choice);
  sayMeanings();
  writeChoices();
  thread?.postMessage({ order: 'begin', choice }, []);
}

function startAnew(): void {
  isGoing = true;
  begin();
}

/** Draws once, however many states came since the last time. */
function show(): void {
  if (isDue) return;
  isDue = true;
  beforeDrawing(() => {
    isDue = false;
    // Until the style is there, nothing has a width.
    if (part('map').clientWidth === 0) show();
    else if (view && state) draw(view, state, now, before, isGoing && paceNow() <= SLOW);
  });
}

function update(next: DemoState): void {
  if (!view) return;
  state = next;
  for (const one of next.steps) steps.push(one);
  show();
  say(sentence(view, steps, next.valueError), next.isDone);
  if (!next.isDone) return;
  isGoing = false;
  part('start').textContent = 'Next seed';
}

thread?.addEventListener('message', ({ data }) => {
  if ('view' in data) {
    view = data.view;
    sayPictures(view);
    go(isGoing);
  } else if ('fault' in data) {
    isGoing = false;
    part('start').disabled = true;
    say(data.fault, true);
  } else update(data.state);
}); // prettier-ignore
thread?.addEventListener('error', forbidden);

part('task').addEventListener('change', () => {
  before = undefined;
  steps = [];
  settleTask();
  begin();
});
part('bank').addEventListener('change', () => {
  settleBank();
  begin();
});
for (const id of ['noise', 'scheme', 'rate', 'seed']) part(id).addEventListener('change', begin);
part('pace').addEventListener('change', () => {
  writeChoices();
  if (isGoing) go(true);
});
part('start').addEventListener('click', () => {
  if (!state?.isDone) return go(!isGoing);
  nextSeed();
  startAnew();
});
part('restart').addEventListener('click', startAnew);
part('copy').addEventListener('click', async () => {
  const isCopied = await copied(part('command').textContent ?? '');
  part('copy').textContent = isCopied ? 'Copied' : 'Select the text to copy it';
});
onResize(show);
readChoices();
begin();
if (!thread) forbidden();
