import type { VoiceTest } from '../../runs/voice/test-corpus.js';
import type { JudgedMethod } from '../../runs/voice/test-voice.js';
import type { Figure } from '../marks/figure.js';
import { few } from '../networks/flow-words.js';
import { paragraph } from '../page/caption.js';
import { figureSection, htmlPage } from '../page/html-page.js';
import { escapeHtml, htmlTable } from '../page/html.js';
import { leadSection } from '../page/lead.js';
import { percent, percentInterval, points, testSentence } from './test-words.js';

type Costed = VoiceTest['devices'][number];

/** The rows of the table of errors, as text: its head first. */
export function errorRows(methods: readonly JudgedMethod[]): string[][] {
  return [
    ['', 'error, %', '95 %', 'seeds, %', 'low noise', 'medium', 'high', 'unheard, %', 'first less this, points', 'events a frame'],
    ...methods.map(({ name, errors, all, seeds, unheard, firstLess, events }) => [
      name,
      percent(errors.all),
      percentInterval(all),
      seeds.length > 1 ? `${percent(Math.min(...seeds))} to ${percent(Math.max(...seeds))}` : '–',
      percent(errors.low),
      percent(errors.medium),
      percent(errors.high),
      unheard ? percent(unheard.errors.all) : '–',
      firstLess ? points(firstLess) : '–',
      events === undefined ? '–' : few(events),
    ]),
  ];
} // prettier-ignore

/** The rows of the table of speakers. */
function speakerRows(methods: readonly JudgedMethod[]): string[][] {
  const speakers = Object.keys(methods[0].speakers);
  return [
    ['speaker', ...methods.map(({ name }) => name)],
    ...speakers.map((speaker) => [speaker, ...methods.map((method) => percent(method.speakers[speaker]))]),
  ];
}

/** The rows of the table of what a frame costs on devices; energies in nanojoules. */
export function costRows(methods: readonly Costed[]): string[][] {
  const nano = (joules: number, frames: number) => few((1e9 * joules) / frames);
  return [
    ['', 'devices', 'rows', 'events', 'devices, nJ', 'of it pruned, nJ', 'converters, nJ', 'comparators, nJ', 'pulses to write and learn', 'weights off, %', 'error with own threshold, %'],
    ...methods.map(({ name, costs, pulses, writtenOff, withOwnThreshold }) => [
      name,
      String(costs.devices),
      few(costs.rows / costs.steps),
      few(costs.events / costs.steps),
      nano(costs.deviceJoules, costs.steps),
      nano(costs.prunedJoules, costs.steps),
      nano(costs.converterJoules, costs.steps),
      nano(costs.comparatorJoules, costs.steps),
      few(pulses),
      percent(writtenOff),
      percent(withOwnThreshold),
    ]),
  ];
} // prettier-ignore

/** What the energy of a frame rests on. */
const COST_ASSUMPTIONS = [
  'Energies are sums of the ledger. A driven row takes V² G t in each of its devices, at the conductances that they have, and in its fixed resistor where there is one (signed: reference). V is the read voltage of the measurement, t is 1 µs (a choice).',
  'Devices of pruned weights in rows that stay are counted, because they leak. Rows and columns without any weight are left out.',
  'Converters: one conversion a column of each array and product, of 8 bits unless the array says otherwise, at 20 fJ a level. Comparators: what it would be if neurons decided by a comparator, and only the output were converted.',
  'Drivers, wires, the mel bands and the host are not counted. The published 3.8 µW (spiking voice activity detection by the group of the article) is that of another substrate, a neuromorphic chip, and cannot be compared.',
] as const; // prettier-ignore

/** A test as one self-contained HTML document. @param names of detectors and corpus, a sentence */
export function testPage(methods: readonly JudgedMethod[], devices: readonly Costed[], drawn: Figure, names: string): string {
  const [first] = methods;
  const table = (caption: string, [head, ...rows]: string[][]) => htmlTable(caption, head.map(escapeHtml), rows.map((row) => row.map(escapeHtml)));
  const list = (sentences: readonly string[]) => `<ul>\n${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`;
  return htmlPage(
    'Voice activity: test',
    paragraph(
      leadSection({ sentence: testSentence(methods), number: `${percent(first.errors.all)} %`, interval: percentInterval(first.all), of: 'half total error on unseen clips, with the 95 % interval over clips' }),
      figureSection(drawn, 'lead'),
      table('Half total errors; seeds: the least and the largest. Noise: low above 7.5 dB of speech to noise, medium above −2.5 dB, high below. Unheard: speakers that are in no clip of the training. The difference is paired by clips.', errorRows(methods)),
      table('Half total errors by speaker, in percent.', speakerRows(methods)),
      ...(devices.length > 0 ? ['<h2>What a frame costs</h2>', table('Of the first detector on its devices, for each frame of 10 ms.', costRows(devices)), list(COST_ASSUMPTIONS)] : []),
      '<h2>Method</h2>',
      list([
        names,
        'Half total error: the mean of the share of missed speech and the share of false alarms. Detectors keep the thresholds of their files. Those of other methods, and of devices, are the best on the clips for validation of this corpus, heard with the same devices.',
        'Intervals are the percentiles of a bootstrap over clips. Several seeds meet the same clips, so their errors are averaged first: the spread between seeds is a column of its own. The error of a threshold is in no interval; with few clips for validation it is large, so devices are also given with the threshold of their file.',
        'WebRTC: the mode with the least error on the clips for validation. All scores are means over 110 ms.',
      ]),
    ),
  );
} // prettier-ignore
