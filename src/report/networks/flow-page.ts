import { coarseAmong } from '../../networks/quantised/coarse-name.js';
import type { FlowFilePlan } from '../../experiment/networks/network-condition.js';
import type { DataPlan } from '../../flow/data/flow-data.js';
import type { FlowPlan } from '../../flow/flow-plan.js';
import type { FlowCourse } from '../../flow/follow-seed.js';
import { methods } from '../../flow/methods/methods.js';
import type { LayerSettings } from '../../networks/network.js';
import type { DeviceResults } from '../../runs/networks/device-runs.js';
import type { FlowSummary } from '../../runs/networks/flow-summary.js';
import type { Figure } from '../marks/figure.js';
import { count, paragraph } from '../page/caption.js';
import { figureSection, htmlPage } from '../page/html-page.js';
import { escapeHtml, htmlTable } from '../page/html.js';
import { leadSection } from '../page/lead.js';
import { deviceLead } from './device-lead.js';
import { deviceSentences } from './device-sentences.js';
import { deviceCells, deviceHead } from './device-table.js';
import { flowLead } from './flow-lead.js';
import { endInWords, few, INFINITY_MEANS } from './flow-words.js';

/** More runs are left to results.csv. */
const MOST_ROWS = 60;

/** `memloop flow` as one self-contained HTML document. */
export function flowPage(plan: FlowFilePlan, courses: readonly FlowCourse[], summary: FlowSummary, drawn: readonly Figure[], devices?: DeviceResults): string {
  const [first, ...others] = drawn;
  const size = `${shapeOf(plan)}, ${count(summary.parameters, 'parameter')}; ${sourceOf(plan.data)}`;
  const list = (sentences: readonly string[]) =>
    `<ul>\n${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`;
  return htmlPage(
    escapeHtml(`${devices ? "Flow and devices" : "Flow"}: ${plan.methods.map(({ name }) => name).join(', ')}`),
    paragraph(
      `<p class="quiet">${escapeHtml(size)}. Made with memloop ${escapeHtml(summary.memloop)}.</p>`,
      leadSection(devices ? deviceLead(devices) : flowLead(plan, courses)),
      figureSection(first, 'lead'),
      '<h2>Results</h2>',
      devices && htmlTable(DEVICE_CAPTION, deviceHead.map(escapeHtml), deviceCells(devices).map((row) => row.map(escapeHtml))),
      devices && '<h2>Without devices</h2>',
      devices && `<p>${escapeHtml(flowLead(plan, courses).sentence)}</p>`,
      runTable(summary),
      ...others.map((figure) => figureSection(figure)),
      '<h2>Method</h2>',
      list([...methodSentences(plan), ...(devices ? deviceSentences(plan, devices) : [])]),
    ),
  );
} // prettier-ignore

const DEVICE_CAPTION =
  'Where each condition ended: geometric means of losses and means of all else, with 95 % intervals over seeds. Pulses, reads and energy are those of learning, without the start.';

function runTable({ runs }: FlowSummary): string {
  const rows = runs.slice(0, MOST_ROWS).map((run) => {
    const last = run.finish ?? run;
    return [
      escapeHtml(`${run.method}, seed ${run.seed}`),
      few(run.clock),
      few(run.loss),
      ...(run.finish ? [few(run.finish.loss)] : []),
      few(last.gradientMax),
      escapeHtml(endInWords(last)),
      few(last.weightNorm),
      few(last.spectrum?.[0]),
      few(last.spectrum?.at(-1)),
      run.gradients.toLocaleString('en-US'),
      run.hessians.toLocaleString('en-US'),
    ];
  });
  const more = runs.length > MOST_ROWS ? ` The first ${MOST_ROWS} of ${runs.length} runs; summary.json has all.` : '';
  return htmlTable(
    `Where each run ended.${more}`,
    ['run', 'time or iterations', 'loss', ...(runs.some(({ finish }) => finish) ? ['loss after finish'] : []), '‖∇‖∞', 'ends', '‖θ‖²/2P', 'λ min', 'λ max', 'gradients', 'Hessians'],
    rows,
  );
} // prettier-ignore

/** What was done, a sentence each. */
function methodSentences(plan: FlowPlan): string[] {
  const isFlow = plan.methods.some(({ method }) => methods.get(method).clock === 'time');
  const used = [...plan.methods.map(({ method }) => method), ...(plan.finish === undefined ? [] : [plan.finish])];
  return [
    ...new Set(used.map((name) => `${name}: ${methods.get(name).meaning}.`)),
    ...(isFlow ? [`A flow is dθ/dt = −∇L with the mean loss L, and an allowed error of ${plan.tolerance} in a step. Its time is that of steps of gradient descent times their rate.`] : []),
    `Weights start normal with a standard deviation of ${plan.spread}/√inputs, biases with 0.`,
    coarseAmong(plan.layers)
      ? 'Slopes stand in for derivatives, which are 0 almost everywhere: so no end is judged a minimum or a saddle.'
      : `A slope counts as zero up to ‖∇‖∞ = ${plan.gradient}. A minimum has no negative eigenvalue there, a saddle has.`,
    INFINITY_MEANS,
  ];
} // prettier-ignore

function shapeOf({ layers }: FlowPlan): string {
  return `A network of ${layersInWords(layers)}`;
}

function layersInWords(layers: readonly LayerSettings[]): string {
  return layers.map(({ width, activation = 'identity' }) => `${width} ${activation}`).join(', ');
}

function sourceOf(data: DataPlan): string {
  const samples = data.samples === 'infinite' ? 'infinitely many samples' : count(data.samples, 'sample');
  if ('file' in data) return `samples from ${data.file.split(/[/\\]/).at(-1)}`;
  if ('function' in data) return `${samples} of the function ${data.function}`;
  return `${samples} of a teacher of ${layersInWords(data.teacher.layers)} on ${count(data.inputs, 'input')}`;
}
