import { escapeHtml } from '../../report/page/html.js';
import { curves, stylesOf } from './curves.js';
import { part } from './dom.js';
import { conditionRows, costFacts, linkFacts } from './facts.js';
import { planeMap } from './plane-map.js';
import { stateMap } from './state-map.js';
import { element } from './svg.js';
import { conductances, weightMap } from './weight-map.js';
import type { RunState, RunView } from './wire.js';

const LARGEST_MAP = 520;

/** The place of a run's page that the map takes, and what is said of the map. */
function map(view: RunView, weights: readonly number[], shown: number, width: number): string {
  const { grid, scene, states, conditions } = view;
  const { temperature } = conditions[shown];
  const side = Math.min(width, LARGEST_MAP);
  if (grid && scene) return planeMap({ ...view, grid, scene }, weights, temperature, side);
  if (states) return stateMap({ ...view, states }, weights, temperature, side);
  return weightMap(view, weights, '', width);
}

/** Prepares the page for a run. */
export function beginRun(view: RunView): void {
  const styles = stylesOf(view);
  part('choice').hidden = view.conditions.length < 2;
  part('conditions').innerHTML = view.conditions
    .map(({ name }, i) => {
      const { colour, dash } = styles[i];
      const line = element('line', { x1: 0, x2: 22, y1: 5, y2: 5, stroke: colour, 'stroke-width': 3, 'stroke-dasharray': dash });
      const swatch = element('svg', { width: 22, height: 10, 'aria-hidden': 'true' }, line);
      return `<label><input type="radio" name="shown" id="shown-${i}" value="${i}">${swatch}${escapeHtml(name)}</label>`;
    })
    .join('');
  const more = view.of - view.conditions.length;
  part('more').textContent = more > 0 ? `The first ${view.conditions.length} of ${view.of} conditions are shown; the report has all.` : '';
} // prettier-ignore

/** Draws a run as it is now. */
export function drawRun(view: RunView, state: RunState): void {
  const { shown, weights, link } = state;
  const { name, exact, devices } = view.conditions[shown];
  const isOne = !exact && devices === 1;
  part(`shown-${shown}`).checked = true;
  const room = part('map').clientWidth;
  if (weights) {
    part('map').innerHTML = map(view, weights, shown, room);
    part('map-says').textContent = `${mapWords(view)} of ${name}: ${whose(view, state)}.`;
    const values = isOne ? conductances(view, weights) : weights;
    part('devices').innerHTML = weightMap(view, values, isOne ? 'S' : '', part('devices').clientWidth);
    part('devices-says').textContent = `${isOne ? 'Conductances of the devices' : 'Weights'} of ${name}, one square a ${isOne ? 'device' : 'weight'}: ${whose(view, state)}.`;
  }
  const width = part('curves').clientWidth;
  part('curves').innerHTML = curves(view, state, width, Math.min(Math.max(0.82 * width, 240), 460));
  part('curves-says').textContent = curveWords(view, state);
  part('costs').innerHTML = costFacts(view, state);
  part('rows').innerHTML = conditionRows(view, state);
  part('link-part').hidden = link === null;
  if (link) part('link').innerHTML = linkFacts(link, view.board ?? '');
} // prettier-ignore

function mapWords({ grid, states, scene, next }: RunView): string {
  if (grid && scene) return scene.moves ? 'Value (colour) and policy (arrows)' : 'Value (colour)';
  return states ? `Value${next ? ' (colour) and policy (arrows)' : ''}` : 'Weights';
}

/** Whose weights are shown. */
function whose({ episodes }: RunView, { conditions, shown }: RunState): string {
  const { now, seeds } = conditions[shown];
  if (now) return `seed ${now.seed} after ${now.episode.toLocaleString('en-US')} of ${episodes.toLocaleString('en-US')} episodes`;
  return seeds === 1 ? 'the first seed at its end' : `means of ${seeds.toLocaleString('en-US')} seeds at their end`;
} // prettier-ignore

function curveWords({ block, conditions: all }: RunView, { conditions, earlier }: RunState): string {
  const since = earlier > 0 ? ', those since the run was continued' : '';
  const blocks = block > 1 ? ` Points are means of ${block} episodes.` : '';
  const isRunning = conditions.some(({ now }) => now);
  const thin = isRunning ? ' Lines without a band: one seed in progress.' : '';
  const digital = all.filter((one) => one.digital).map(({ name }) => name);
  const copies =
    digital.length > 0
      ? ` The steps of ${digital.join(', ')} are those of digital weights, not of devices.`
      : '';
  return `Mean over finished seeds${since}; band: ± 2 standard errors.${thin}${blocks}${copies}`;
}
