import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { learningCurve } from '../../docs/demo/page/learning-curve.js';
import { firstAndLast, runningMean, windowOf } from '../../docs/demo/page/running-mean.js';
import { sentence } from '../../docs/demo/page/sentence.js';
import { way } from '../../src/live/page/way.js';
import { malformation } from '../report/well-formed.js';
import { filesOf } from '../scratch.js';
import { builtDemo } from './built-demo.js';

describe('the sentence', () => {
  const view = { episodes: 200, shortestPath: 6, digital: false };
  const steps = [...new Array<number>(10).fill(60), ...new Array<number>(110).fill(8)];

  it('says how far it is, and what it began with', () => {
    expect(sentence(view, steps)).toBe('Episode 120: 8 steps; it began with 60.');
  });

  it('says at the end what the values are worth', () => {
    const done = [...steps, ...new Array<number>(80).fill(6.25)];
    expect(sentence(view, done, 0.1649)).toBe(
      'After 200 episodes: 6.3 steps; it began with 60. The shortest way takes 6. The values in the devices are wrong by 0.16.',
    );
  });

  it('marks steps that are not those of devices', () => {
    expect(sentence({ ...view, digital: true }, steps)).toBe(
      'Episode 120: 8 steps with digital weights; it began with 60.',
    );
  });

  it('says what to press first', () => expect(sentence(view, [])).toMatch(/^Press Start/));
});

describe('the running mean', () => {
  it('is the mean of what there is, then of a window', () => {
    expect(runningMean([4, 2, 6, 8, 1], 2)).toEqual([4, 3, 4, 7, 4.5]);
    expect(firstAndLast([4, 2], 10)).toEqual({ first: 3, last: 3 });
    expect([windowOf(200), windowOf(5000)]).toEqual([10, 50]);
  });
});

describe('the drawings', () => {
  it('show single episodes, the running mean and the run before', () => {
    const steps = Array.from({ length: 150 }, (_, i) => 6 + (i % 3));
    const now = { name: 'cycles <b>', steps };
    const svg = learningCurve({ episodes: 200, shortestPath: 6 }, now, { name: 'ideal', steps }, 500, 400);
    expect(malformation(svg)).toBe('');
    expect(svg).not.toContain('<b>');
    expect(svg).toContain('before: ideal');
    expect(/class="raw dots"/.test(svg)).toBe(true);
    expect(/ d="(M[^"]*)" class="raw dots"/.exec(svg)![1].match(/M/g)).toHaveLength(150);
  });

  it('keep thousands of episodes small', () => {
    const steps = Array.from({ length: 5000 }, (_, i) => 10 + (i % 200));
    const svg = learningCurve({ episodes: 5000 }, { name: 'mean', steps }, undefined, 500, 400);
    expect(svg.length).toBeLessThan(15_000);
    expect(svg).not.toContain('NaN');
  });

  it('draw a way from a dot to a ring, and none for a single place', () => {
    expect(way([[1, 2]])).toBe('');
    const drawn = way([[1, 2], [5, 6], [7, 6]]); // prettier-ignore
    expect(drawn).toContain('d="M1 2L5 6L7 6"');
    expect(drawn).toContain('<circle cx="7" cy="6" r="4" class="way-end">');
  });
});

describe('the files of the demo', () => {
  const files = filesOf(builtDemo());

  it('are few, and small', () => {
    expect(Object.keys(files)).toEqual([
      'demo.css',
      'devices.json',
      'icon.svg',
      'index.html',
      'page.js',
      'worker.js',
    ]);
    const zipped = Object.values(files).reduce((sum, text) => sum + gzipSync(text).length, 0);
    expect(zipped).toBeLessThan(165_000);
    expect(gzipSync(files['page.js']).length).toBeLessThan(12_000);
  });

  it('name only files beside the page, and need nothing of Node', () => {
    const html = files['index.html'];
    const named = [...html.matchAll(/\b(?:href|src)="([^"]+)"/g)].map(([, address]) => address);
    expect(named.sort()).toEqual(['demo.css', 'icon.svg', 'page.js']);
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
    for (const name of ['page.js', 'worker.js']) expect(files[name]).not.toMatch(/["'`]node:|\brequire\(/);
    expect(files['page.js']).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it('offer every device model with the noises that it takes, and every scheme', () => {
    const html = files['index.html'];
    expect(html).toMatch(/<option value="cycles"[^>]*data-noises="write none read pulse" selected>/);
    expect(html).toMatch(/<option value="ideal"[^>]*data-noises="none">/);
    expect(html).toMatch(/<option value="water-maze"[^>]* data-rate="0.04" data-episodes="5000">/);
    expect(html).toMatch(/<option value="carried-packets"/);
  });
});
