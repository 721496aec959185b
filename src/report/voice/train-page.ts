import { dot, line, text } from '@observablehq/plot';
import { chosenDetector, type TrainedGroup } from '../../runs/voice/training-tables.js';
import type { VoiceTraining } from '../../runs/voice/train-voice.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { HUE } from '../marks/palette.js';
import { few } from '../networks/flow-words.js';
import { count, paragraph } from '../page/caption.js';
import { figureSection, htmlPage } from '../page/html-page.js';
import { escapeHtml, htmlTable } from '../page/html.js';
import { leadSection } from '../page/lead.js';
import { percent } from './test-words.js';

/** What a training gave, in one sentence. */
export function trainSentence(groups: readonly TrainedGroup[], seeds: number): string {
  const [dense] = groups;
  const last = groups[groups.length - 1];
  const mean = seeds > 1 ? `, mean of ${seeds} seeds` : '';
  const own = `The detector errs in ${percent(last.errors.all)} % of the frames for validation, speech and pauses weighted alike${mean}`;
  if (last === dense) return `${own}.`;
  return `${own}. ${whole(last.pruned)} % of its weights are pruned; with all weights it errs in ${percent(dense.errors.all)} %.`;
}

/** A share in whole percent. */
function whole(share: number): string {
  return (100 * share).toFixed(0);
}

/** The 95 % interval over seeds, in percent; undefined for fewer than three. */
function intervalOver({ validation: { interval } }: TrainedGroup): string | undefined {
  return interval === null ? undefined : `[${percent(interval[0])}, ${percent(interval[1])}]`;
}

/** The rows of the table of a training. */
export function trainRows(groups: readonly TrainedGroup[]): string[][] {
  return [
    [
      'pruned, %',
      'error, %',
      '95 %',
      '15, 10 dB',
      '5, 0 dB',
      '−5, −10 dB',
      'spikes a frame',
      'events a frame',
    ],
    ...groups.map((group) => [
      whole(group.pruned),
      percent(group.errors.all),
      intervalOver(group) ?? '–',
      percent(group.errors.low),
      percent(group.errors.medium),
      percent(group.errors.high),
      few(group.spikes),
      few(group.events),
    ]),
  ];
}

/** The loss of all seeds over the epochs. */
export function lossFigure({ epochs, results }: VoiceTraining): Figure {
  const shares = [...new Set(results.map(({ pruned }) => pruned))];
  const hues = [HUE.blue, HUE.green, HUE.vermilion, HUE.purple];
  const seeds = [...new Set(epochs.map(({ seed }) => seed))];
  const points = seeds.flatMap((seed) =>
    epochs
      .filter((epoch) => epoch.seed === seed)
      .map(({ pruned, loss }, n) => ({ key: `${seed} ${pruned}`, n: n + 1, loss, pruned, hue: hues[shares.indexOf(pruned) % hues.length] })),
  );
  const most = Math.max(...points.map(({ loss }) => loss));
  const names = shares.map((pruned) => points.find((point) => point.pruned === pruned)!);
  return {
    name: 'loss',
    title: 'Loss over the training',
    caption: 'Mean cross-entropy of a frame in each epoch, as batches saw it; a curve a seed. After each pruning, training goes on with the weights that are left.',
    svg: svgOf(
      {
        width: FULL_WIDTH,
        height: 260,
        marginLeft: 56,
        marginRight: 16,
        marginTop: 22,
        marginBottom: 40,
        x: { domain: [0.5, Math.max(...points.map(({ n }) => n)) + 0.5] },
        y: { domain: [0, 1.05 * most] },
        marks: [
          line(points, { x: 'n', y: 'loss', z: 'key', stroke: 'hue', strokeWidth: 1.25 }),
          dot(points, { x: 'n', y: 'loss', fill: 'hue', r: 2 }),
          ...names.map(({ n, pruned, hue }) => text([pruned === 0 ? 'all weights' : `${whole(pruned)} % pruned`], { x: n, y: 1.05 * most, dy: -8, textAnchor: 'start', fill: hue })),
          ...bottomAxis({ label: 'epoch', ticks: 10 }),
          ...leftAxis({ label: 'loss of a frame', ticks: 5 }),
        ],
      },
      'Loss over the epochs',
    ),
  };
} // prettier-ignore

/** A training as one self-contained HTML document. @param clips how many were trained on, and how many chose the threshold @param lines whether whole rows and columns were pruned */
export function trainPage(training: VoiceTraining, groups: readonly TrainedGroup[], drawn: Figure, { clips, lines }: { readonly clips: { readonly train: number; readonly validation: number }; readonly lines: boolean }): string {
  const seeds = new Set(training.results.map(({ seed }) => seed)).size;
  const last = groups[groups.length - 1];
  const { detector, seed } = chosenDetector(training);
  const { settings, source } = detector;
  const [head, ...rows] = trainRows(groups);
  const sentences = [
    `Trained on ${count(clips.train, 'clip')}; thresholds are the best on ${count(clips.validation, 'clip')} for validation. So the errors here are a little too good: memloop vad test measures them on clips that are in neither.`,
    `detector.json is that of seed ${seed}, the one with the least error on the clips for validation. It was trained on ${source}.`,
    `Each of ${detector.edges.bands} mel bands drives one of ${settings.bins} rows in each frame. ${settings.neurons.length === 1 ? 'A layer' : 'Layers'} of ${settings.neurons.join(' and ')} leaky integrate-and-fire neurons, with recurrent weights; the output leaks and does not spike. It may hear ${settings.delay} frames beyond the one on which it decides, and its score is the mean over ${settings.smoothing}.`,
    'Training: Adam on the cross-entropy of each frame, by gradients through time with a surrogate slope of spikes. Speech and pauses count the same. Each batch sees weights with noise, so that devices may be off a little.',
    lines ? 'Pruning: whole input rows and neurons with the smallest weights, which saves devices, then training with what is left.' : 'Pruning: the weights with the smallest magnitudes of the spiking layers, then training with what is left.',
  ];
  return htmlPage(
    'Voice activity: training',
    paragraph(
      leadSection({ sentence: trainSentence(groups, seeds), number: `${percent(last.errors.all)} %`, interval: intervalOver(last), of: 'half total error on the clips for validation' }),
      figureSection(drawn, 'lead'),
      htmlTable('Half total errors on the clips for validation, and what a frame takes. The interval is over seeds (Student).', head.map(escapeHtml), rows.map((row) => row.map(escapeHtml))),
      '<h2>Method</h2>',
      `<ul>\n${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`,
    ),
  );
} // prettier-ignore
