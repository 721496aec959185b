import { answer, finding, howFar, titleOf } from './answer.js';
import { listen, part, setTitle, type EventStream } from './dom.js';
import { whole } from './facts.js';
import { deviceFinding, drawDevice, sayDevice } from './show-device.js';
import { beginRun, drawRun } from './show-run.js';
import type { CountState, DeviceState, Ending, LiveView, ProgressView, RunState } from './wire.js';

/** The sentence is read aloud where that is wanted, so it changes only this often, milliseconds. */
const SENTENCE_EVERY = 4000;
/** The same until there is a result. */
const FIRST_EVERY = 1000;
/** `EventSource.CLOSED` */
const CLOSED = 2;

let view: LiveView | undefined;
let stream: EventStream;
let said = -Infinity;
/** what the run came to, as last told */
let found = '';

/** @param every least time since the sentence before, milliseconds */
function say(sentence: string, every = SENTENCE_EVERY): void {
  const now = Date.now();
  if (now - said < every) return;
  said = now;
  part('answer').textContent = sentence;
}

let begun = '';

function begin(text: string): void {
  view = JSON.parse(text) as LiveView;
  const title = titleOf(view);
  part('title').textContent = title;
  setTitle(`${title} · memloop`);
  for (const kind of ['run', 'device'] as const) part(kind).hidden = view.draws !== kind;
  said = -Infinity;
  found = '';
  // Choices that are built anew lose the focus of the keyboard.
  if (view.draws === 'run' && text !== begun) beginRun(view);
  begun = text;
}

function update(text: string): void {
  if (!view) return;
  const state = JSON.parse(text) as RunState & DeviceState & CountState;
  showProgress(state.progress);
  if (view.draws === 'run') {
    drawRun(view, state);
    found = finding(view, state);
    say(answer(view, state), state.conditions[state.shown].final ? SENTENCE_EVERY : FIRST_EVERY);
  } else if (view.draws === 'device') {
    drawDevice(view, state);
    found = deviceFinding(view, state);
    say(sayDevice(view, state));
  } else if (state.progress.total > 0)
    say(`${howFar(state.progress)}: ${whole(state.progress.done)} of ${whole(state.progress.total)} ${view.what}.`);
} // prettier-ignore

function showProgress({ done, total, share, ...rest }: ProgressView): void {
  part('bar').value = share;
  const isBegun = total > 0;
  part('far').textContent = isBegun
    ? `${whole(done)} of ${whole(total)} · ${howFar({ done, total, share, ...rest })}`
    : 'memloop prepares.';
}

function end(text: string): void {
  stream.close();
  part('choice').disabled = true;
  const { sentence, report, complete } = JSON.parse(text) as Ending;
  say(complete ? `${sentence} ${found}` : sentence, 0);
  part('far').textContent = complete ? 'The run has ended; this is its last state.' : 'The run has stopped; this is its last state.';
  part('report').hidden = report === undefined;
  part('report-path').textContent = report ?? '';
} // prettier-ignore

function lost(): void {
  const isRefused = stream.readyState === CLOSED;
  part('far').textContent = isRefused
    ? 'memloop does not answer: the run has ended, or too many pages are open.'
    : 'The connection to memloop is lost; trying again. This is the last state.';
}

/** @param query which condition to look at */
function connect(query = ''): void {
  stream = listen(`events${query}`);
  stream.addEventListener('view', ({ data }) => begin(data));
  stream.addEventListener('state', ({ data }) => update(data));
  stream.addEventListener('end', ({ data }) => end(data));
  stream.addEventListener('error', lost);
}

part('conditions').addEventListener('change', ({ target }) => {
  said = -Infinity;
  stream.close();
  connect(`?shown=${target.value}`);
});
connect();
