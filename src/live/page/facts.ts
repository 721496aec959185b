import { quantity } from '../../core/scaled-unit.js';
import { escapeHtml } from '../../report/page/html.js';
import { duration } from './answer.js';
import type { ConditionState, LinkView, RunState, RunView } from './wire.js';

/** Facts as terms and their descriptions. */
function facts(entries: readonly (readonly [term: string, description: string])[]): string {
  return entries
    .map(
      ([term, description]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(description)}</dd></div>`,
    )
    .join('');
}

/** A whole number with its thousands apart. */
export function whole(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}

/** What the devices of the shown condition go through. */
export function costFacts(view: RunView, state: RunState): string {
  const { costs, now, seeds } = state.conditions[state.shown];
  if (!costs) return '';
  const of = seeds > 0 ? 'a seed' : `seed ${now?.seed}, so far`;
  return facts([
    [`SET pulses, ${of}`, whole(costs.set)],
    [`RESET pulses, ${of}`, whole(costs.reset)],
    [`reads, ${of}`, whole(costs.reads)],
    ['finished seeds', `${whole(seeds + state.earlier)} of ${whole(view.seeds)}`],
  ]);
}

const STATES = {
  opening: 'being opened',
  connected: 'connected',
  lost: 'connection lost; memloop tries to connect again',
  closed: 'closed, without voltages',
} as const;

/** The connection to a board. */
export function linkFacts(link: LinkView, port: string): string {
  const { model = 'a board', serial, state, sent, received, quiet, reconnected } = link;
  const heard = quiet === null ? 'not yet' : quiet < 1 ? 'less than 1 s ago' : `${duration(quiet)} ago`;
  return facts([
    ['board', `${model}${serial ? `, serial number ${serial}` : ''}, at ${port}`],
    ['link', STATES[state]],
    ['last heard', heard],
    ['frames', `${whole(sent)} sent, ${whole(received)} received`],
    ...(reconnected > 0 ? ([['connected again', `${reconnected} times`]] as const) : []),
  ]);
}

/** All conditions as the rows of a table. */
export function conditionRows(view: RunView, { conditions }: RunState): string {
  const cell = (text: string) => `<td>${escapeHtml(text)}</td>`;
  return view.conditions
    .map(({ name }, i) => {
      const { seeds, final, costs } = conditions[i];
      return `<tr><th scope="row">${escapeHtml(name)}</th>${cell(whole(seeds))}${cell(finalText(final))}${cell(costs ? whole(costs.set + costs.reset) : '–')}</tr>`;
    })
    .join('');
}

function finalText(final: ConditionState['final']): string {
  if (!final) return '–';
  const { mean, reach } = final;
  return reach === null ? mean.toFixed(2) : `${mean.toFixed(2)} [${(mean - reach).toFixed(2)}, ${(mean + reach).toFixed(2)}]`;
} // prettier-ignore

/** A conductance in words. */
export function siemens(value: number): string {
  return quantity(value, 'S');
}
