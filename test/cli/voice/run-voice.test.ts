import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { detectorText } from '../../../src/voice/detector/detector-file.js';
import { wavBytes } from '../../../src/voice/wav/wav-bytes.js';
import { malformation } from '../../report/well-formed.js';
import { filesOf, scratch } from '../../scratch.js';
import { burstSound, loudDetector } from '../../voice/detector/loud-detector.js';
import { memloop } from '../memloop.js';

const directory = scratch();

beforeAll(() => {
  const { sampleRate, samples } = burstSound(2, [[0.5, 0.8]]);
  writeFileSync(join(directory, 'bursts.wav'), wavBytes({ sampleRate, samples }));
  mkdirSync(join(directory, 'other'));
  writeFileSync(join(directory, 'other', 'bursts.wav'), wavBytes(burstSound(1, [[0.2, 0.4]], 16_000)));
  writeFileSync(join(directory, 'a, "b" & <c>.wav'), wavBytes(burstSound(1, [])));
  writeFileSync(join(directory, 'short.wav'), wavBytes({ sampleRate, samples: samples.slice(0, 100) }));
  writeFileSync(join(directory, 'text.wav'), 'hello');
  writeFileSync(join(directory, 'loud.json'), detectorText(loudDetector()));
});

const run = (...args: string[]) => memloop(['vad', 'run', ...args], { directory });
const LOUD = ['--detector', 'loud.json'];

describe('memloop vad run', () => {
  it('says where there is speech, and writes tables, a figure and a page', async () => {
    const { code, stdout, stderr } = await run('bursts.wav', ...LOUD, '--out', 'one');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Speech in 0\.3 of 2\.0 s \(\d+ %\), in one stretch\.\n {2}0\.\d\d to 0\.\d\d s\n/);
    expect(stdout).toMatch(/A frame of 10 ms took [\d.]+ synaptic events/);
    expect(stdout).toMatch(/A decision on a frame waits for 25 ms/);
    expect(stdout).toContain('Report:  one/report.html');
    expect(stderr).toMatch(/^memloop: the detector alone took [\d.]+ s for 2\.0 s of sound, \d+ × real time\n$/);
    const files = filesOf(join(directory, 'one'));
    expect(Object.keys(files)).toEqual(['figures/decision.svg', 'report.html', 'scores.csv', 'segments.csv']);
    const [head, ...rows] = files['segments.csv'].trim().split('\n');
    expect([head, rows.length]).toEqual(['file,from,to', 1]);
    const [file, from, to] = rows[0].split(',');
    expect(file).toBe('bursts.wav');
    expect(Math.abs(Number(from) - 0.5)).toBeLessThan(0.02);
    expect(Math.abs(Number(to) - 0.8)).toBeLessThan(0.02);
    const scores = files['scores.csv'].trim().split('\n');
    expect([scores[0], scores[1], scores.length]).toEqual(['file,time,score,speech', 'bursts.wav,0.0125,0.018,0', 199]);
    expect(malformation(files['figures/decision.svg'])).toBe('');
    expect(files['report.html']).toMatch(/<p class="finding">Speech in 0\.3 of 2\.0 s/);
    expect(files['report.html']).toContain('The detector: loud.json, trained on made by hand.');
    expect(files['report.html']).toContain('Where a file begins in speech, the first 0.1 to 0.4 s are often missed');
  });

  it('tells several files apart, whatever they are called', async () => {
    const names = ['bursts.wav', join('other', 'bursts.wav'), 'a, "b" & <c>.wav'];
    const { code, stdout } = await run(...names, ...LOUD, '--out', 'three');
    expect(code).toBe(0);
    for (const name of ['bursts.wav: Speech', 'other/bursts.wav: Speech', 'a, "b" & <c>.wav: No speech'])
      expect(stdout).toContain(name);
    const files = filesOf(join(directory, 'three'));
    expect(Object.keys(files).filter((name) => name.endsWith('.svg'))).toEqual(
      ['decision-a-b-c-.svg', 'decision-bursts-2.svg', 'decision-bursts.svg'].map((name) => join('figures', name)),
    );
    expect(files['scores.csv']).toContain('\n"a, ""b"" & <c>.wav",0.0125,');
    expect(files['report.html']).toContain('<h2>a, &quot;b&quot; &amp; &lt;c&gt;.wav</h2>');
    expect(malformation(files['report.html'].replace(/<(meta)([^>]*)\/?>/g, '').replace(/<script>[\s\S]*?<\/script>/, ''))).toBe('');
  });

  it('prints the same JSON, and writes the same bytes, each time', async () => {
    const outcomes = [];
    for (const out of ['out-1', 'out-2']) outcomes.push(await run('bursts.wav', ...LOUD, '--out', out, '--json'));
    const [first, second] = outcomes.map(({ stdout }) => stdout);
    expect(second.replaceAll('out-2', 'out-1')).toBe(first);
    expect(filesOf(join(directory, 'out-2'))).toEqual(filesOf(join(directory, 'out-1')));
    const { files, detector } = JSON.parse(first) as { files: Record<string, unknown>[]; detector: unknown };
    expect(files).toMatchObject([{ file: 'bursts.wav', seconds: 2, frames: 198, segments: [{}] }]);
    expect(detector).toEqual({ source: 'made by hand', threshold: 0.5, delay: 0.025 });
  });

  it('uses the detector that comes with memloop', async () => {
    const { code, stdout } = await run('other/bursts.wav', '--json');
    expect(code).toBe(0);
    const { directory: out } = JSON.parse(stdout) as { directory: string };
    expect(dirname(out)).toBe('runs');
    const page = readFileSync(join(directory, out, 'report.html'), 'utf8');
    expect(page).toContain('the one that comes with memloop (examples/vad/detector.json)');
  });

  it.each([
    ['no file', [], /missing required argument 'files'/],
    ['a file that is not there', ['nothing.wav'], /nothing\.wav cannot be read \(ENOENT\): expected the path of a wav file/],
    ['a folder', ['other'], /other cannot be read \(EISDIR\): expected the path of a wav file/],
    ['what is no sound', ['text.wav'], /text\.wav is no wav file: convert it/],
    ['a sound shorter than a frame', ['short.wav'], /short\.wav has 13 ms of sound: expected 25 ms or more/],
    ['a detector that is none', ['bursts.wav', '--detector', 'text.wav'], /text\.wav: got a file that is no detector/],
    ['a detector that is not there', ['bursts.wav', '--detector', 'my.json'], /my\.json cannot be read \(ENOENT\): expected a detector\.json/],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    const { code, stdout, stderr } = await run(...args, '--out', 'refused');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n').length).toBe(1);
    expect(Object.keys(filesOf(directory)).filter((name) => name.startsWith('refused'))).toEqual([]);
  });

  it('writes over no report', async () => {
    await run('bursts.wav', ...LOUD, '--out', 'taken');
    const { code, stderr } = await run('bursts.wav', ...LOUD, '--out', 'taken');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^memloop: taken already holds report\.html; choose another directory with --out\n$/);
  });
}); // prettier-ignore
