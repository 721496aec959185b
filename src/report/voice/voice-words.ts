import { decisionDelay } from '../../voice/detector/hear.js';
import type { Detector, DetectorSettings } from '../../voice/detector/detector.js';
import type { Heard } from '../../voice/detector/heard.js';
import { spoken } from '../../runs/voice/heard-tables.js';

/** The answer: how much speech there is. */
export function heardSentence(heard: Heard): string {
  const { segments, seconds } = heard;
  const { of, unit } = lengths(seconds);
  if (segments.length === 0) return `No speech in ${of(seconds)} ${unit}.`;
  const stretches = segments.length === 1 ? 'one stretch' : `${segments.length} stretches`;
  const share = percentText(spoken(heard) / seconds);
  return `Speech in ${of(spoken(heard))} of ${of(seconds)} ${unit} (${share}), in ${stretches}.`;
}

/** The answer for several sounds. */
export function togetherSentence(all: readonly Heard[]): string {
  const sum = (count: (heard: Heard) => number) => all.reduce((total, heard) => total + count(heard), 0);
  const total = sum(({ seconds }) => seconds);
  const { of, unit } = lengths(total);
  return `Speech in ${of(sum(spoken))} of ${of(total)} ${unit}, in ${sum(({ segments }) => segments.length)} stretches of ${all.length} files.`;
}

/** The unit for times in a sound of some length: s, min or h, with its seconds. */
export function timeUnit(seconds: number): { name: string; length: number } {
  if (seconds < 600) return { name: 's', length: 1 };
  return seconds < 3 * 3600 ? { name: 'min', length: 60 } : { name: 'h', length: 3600 };
}

/** Lengths within a sound: to a tenth of its unit, in a short one to a hundredth. */
function lengths(seconds: number): { of: (part: number) => string; unit: string } {
  const { name, length } = timeUnit(seconds);
  const digits = seconds < 1 ? 2 : 1;
  return { unit: name, of: (part) => (part / length).toFixed(digits) };
}

/** A stretch or a time in it, to a hundredth of a second, which is a frame. */
export function timeText(seconds: number): string {
  return seconds.toFixed(2);
}

/** A share, in percent. */
export function percentText(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

/** What the network did in a frame. */
export function workSentence({ activity: { frames, events, spikes }, settings }: Heard): string {
  const neurons = settings.neurons.reduce((sum, count) => sum + count, 0);
  const few = (value: number) => Number(value.toPrecision(3));
  return `A frame of 10 ms took ${few(events / frames)} synaptic events, and made ${few(spikes / frames)} of ${neurons} neurons spike.`;
}

/** What a decision waits for. */
export function delaySentence(settings: DetectorSettings): string {
  const { delay, smoothing } = settings;
  return `A decision on a frame waits for ${Math.round(1000 * decisionDelay(settings))} ms of sound: the window of 25 ms, ${10 * delay} ms that the network hears beyond it, and half of a mean over ${10 * smoothing} ms.`;
}

/** What was done, a sentence or a few each. @param from the file of the detector */
export function methodSentences({ settings, source, threshold }: Detector, from: string): string[] {
  return [
    'Each frame of 25 ms, one every 10 ms, becomes the power of 32 bands of mel up to 4 kHz, in dB above its running mean. Digital silence is left out of the mean.',
    'The mean begins with the file. Where a file begins in speech, the first 0.1 to 0.4 s are often missed.',
    `In each band, one of ${settings.bins} rows spikes: the bin in which the power lies. A bin is one of equally frequent ones in the data of the training.`,
    `The rows drive ${settings.neurons.join(' and ')} leaky integrate-and-fire neurons. The network here is driven by events: spikes that meet a weight other than zero.`,
    `The logistic function of its output is the probability of speech. There is speech where its mean over ${settings.smoothing} frames lies above ${Number(threshold.toPrecision(3))}.`,
    delaySentence(settings),
    `The detector: ${from}, trained on ${source}.`,
  ];
}
