import { describe, expect, it } from 'vitest';
import { errorFigure } from '../../../src/report/voice/error-figure.js';
import { costRows, errorRows, testPage } from '../../../src/report/voice/test-page.js';
import { percent, percentInterval, points, testSentence } from '../../../src/report/voice/test-words.js';
import type { VoiceTest } from '../../../src/runs/voice/test-corpus.js';
import type { JudgedMethod } from '../../../src/runs/voice/test-voice.js';
import { malformation } from '../well-formed.js';

/** A method with an error, and what the first has less than it. */
function method(name: string, error: number, less?: [number, number, number]): JudgedMethod {
  const interval = ([value, low, high]: [number, number, number]) => ({ value, low, high });
  return {
    name,
    seeds: [error - 0.01, error + 0.01],
    errors: { all: error, low: error - 0.05, medium: error, high: error + 0.1 },
    all: interval([error, error - 0.02, error + 0.02]),
    ...(less && { firstLess: interval(less) }),
    speakers: { ann: error, bob: NaN },
  };
}

const methods: JudgedMethod[] = [
  { ...method('85 % pruned', 0.1), events: 83.456, spikes: 2, unheard: { errors: { all: 0.123, low: NaN, medium: NaN, high: NaN }, all: { value: 0.123, low: 0.1, high: 0.2 } } },
  method('<b>worse</b>', 0.2, [-0.1, -0.15, -0.05]),
  method('better', 0.08, [0.02, 0.01, 0.03]),
  method('as good', 0.11, [-0.01, -0.03, 0.01]),
]; // prettier-ignore
const unknown = methods.map((one) => ({
  ...one,
  errors: { ...one.errors, low: NaN, medium: NaN, high: NaN },
}));

const devices: VoiceTest['devices'] = [
  {
    name: 'measured',
    events: 80,
    pulses: 12_345,
    writtenOff: 0.012,
    withOwnThreshold: 0.131,
    costs: { steps: 1000, devices: 3010, rows: 25_000, events: 80_000, deviceJoules: 1e-6, referenceJoules: 0, prunedJoules: 8e-7, conversions: 9000, clipped: 0, converterJoules: 1e-7, comparatorJoules: 2e-8 },
  },
]; // prettier-ignore

describe('what a test says', () => {
  it('are shares in percent, with a dash where there is none', () => {
    expect([percent(0.1234), percent(-0.05), percent(NaN)]).toEqual(['12.3', '−5.0', '–']);
    expect(percentInterval({ value: 0, low: -0.01, high: 0.2 })).toBe('[−1.0, 20.0]');
    expect(points({ value: 0.015, low: 0, high: 0.03 })).toBe('1.5 [0.0, 3.0]');
  });

  it('names those whose interval is on one side of zero', () => {
    expect(testSentence(methods)).toBe(
      'The detector (85 % pruned, mean of 2 seeds) errs in 10.0 % of frames, speech and pauses weighted alike: less than <b>worse</b> (−10.0 [−15.0, −5.0] points); more than better (2.0 [1.0, 3.0] points); not told apart from as good (−1.0 [−3.0, 1.0] points).',
    );
    expect(testSentence([{ ...methods[0], seeds: [0.1] }])).toBe(
      'The detector (85 % pruned) errs in 10.0 % of frames, speech and pauses weighted alike.',
    );
  });

  it('has a row for each method, and one for each on devices, for a frame', () => {
    const [head, first, worse] = errorRows(methods);
    expect(first.length).toBe(head.length);
    expect(first).toEqual(['85 % pruned', '10.0', '[8.0, 12.0]', expect.stringMatching(/^[\d.]+ to [\d.]+$/), '5.0', '10.0', '20.0', '12.3', '–', '83.5']);
    expect(worse.slice(-3)).toEqual(['–', '−10.0 [−15.0, −5.0]', '–']);
    const [costs, row] = costRows(devices);
    expect(row.length).toBe(costs.length);
    expect(row).toEqual(['measured', '3010', '25', '80', '1', '0.8', '0.1', '0.02', expect.stringMatching(/^12[,. ]?3/), '1.2', '13.1']);
  });
}); // prettier-ignore

describe('the figure of a test', () => {
  it('has a line for each method over three groups of noise', () => {
    const { svg, caption } = errorFigure(methods);
    expect(malformation(svg)).toBe('');
    expect(svg.match(/<circle/g)?.length).toBe(12);
    for (const text of ['15, 10', '−5, −10', 'speech to noise (dB)', '&lt;b&gt;worse'])
      expect(svg).toContain(text);
    expect(caption).toContain('by the ratio of speech to noise');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('has one dot for each method where no ratio is known', () => {
    const { svg, caption, title } = errorFigure(unknown);
    expect(title).toBe('Error of each method');
    expect(malformation(svg)).toBe('');
    expect(svg.match(/<circle/g)?.length).toBe(4);
    expect(svg).toContain('all clips');
    expect(svg).not.toMatch(/NaN|undefined|Infinity|speech to noise/);
    expect(caption).toContain('clips.csv names no ratio');
  });
});

describe('the page of a test', () => {
  it('has errors, speakers and costs, and escapes names', () => {
    const page = testPage(methods, devices, errorFigure(methods), 'Detectors of <x>, on corpus.');
    for (const text of ['10.0 %', '&lt;b&gt;worse&lt;/b&gt;', 'What a frame costs', 'bob', 'Detectors of &lt;x&gt;, on corpus.'])
      expect(page).toContain(text);
    expect(page).not.toMatch(/<b>worse|NaN|undefined|Infinity/);
  });

  it('says nothing of costs without devices', () => {
    expect(testPage(unknown, [], errorFigure(unknown), 'x')).not.toMatch(/What a frame costs|NaN|undefined/);
  });
}); // prettier-ignore
