import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ConditionSummary } from '../../src/runs/summary.js';
import { reportPage } from '../../src/report/page/report-page.js';
import { sampleCondition, sampleManifest, sampleSummary, withoutTrajectory } from './sample-summary.js';
import { malformation } from './well-formed.js';

const page = reportPage(sampleSummary(), sampleManifest);

const deviceWeight = ({ criticWeights }: ConditionSummary) => `${criticWeights.mean[3].toFixed(3)} ± 0.100`;

/** Texts of the cells of the row whose first cell holds the name, in the first table that has one. */
function row(html: string, name: string): string[] {
  const rows = html
    .match(/<tr>.*?<\/tr>/gs)!
    .map((tr) =>
      [...tr.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell.replace(/<[^>]*>/g, '').trim()),
    );
  return rows.find(([first]) => first === name)!;
}

describe('reportPage', () => {
  it('is well-formed', () => {
    expect(malformation(page.replace(/<meta[^>]*\/>/g, ''))).toBe('');
  });

  it('asks for nothing from outside', () => {
    expect(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|src=|@import|url\(|<link|\son\w+=/,
    );
  });

  it('runs one script, which its policy knows by its hash', () => {
    const [[, script], ...others] = page.matchAll(/<script>(.*?)<\/script>/gs);
    expect(others).toEqual([]);
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1];
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      `script-src 'sha256-${hash}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(script).not.toMatch(/fetch|XMLHttpRequest|WebSocket|import|eval|innerHTML|Function/);
  });

  it('opens with the finding, its number and one figure over the whole width', () => {
    const [top] = page.split('<h2>');
    expect(top).toContain(
      'Without feedback the devices drift: their values are wrong by 1.300; with feedback by 0.900 (ideal memory: 1.100).',
    );
    expect(top).toMatch(/<strong>0\.900<\/strong> \[0\.880, 0\.920\]/);
    expect(top.match(/<figure id="[\w-]+" class="lead">/g)).toHaveLength(1);
  });

  it('tells each figure in words, by identifiers that are there once', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const outer = [...page.matchAll(/<svg [^>]*role="img"[^>]*>/g)].map(([tag]) => tag);
    expect(outer).toHaveLength(4);
    for (const tag of outer) {
      const [, title] = /aria-labelledby="([^"]+)"/.exec(tag)!;
      const [, words] = /aria-describedby="([^"]+)"/.exec(tag)!;
      expect(page).toMatch(new RegExp(`<title id="${title}">[^<]+</title><desc id="${words}">[^<]+</desc>`));
    }
    expect(page).toMatch(/<desc id="[^"]+">Without feedback the devices drift: their values/);
  });

  it('is the same at each call', () => {
    expect(reportPage(sampleSummary(), sampleManifest)).toBe(page);
  });

  it('gives the numbers of the summary for every condition', () => {
    for (const condition of sampleSummary().conditions) {
      const { final, steps, pulses, updates } = condition;
      const first = steps.mean.slice(0, 10).reduce((sum, mean) => sum + mean, 0) / 10;
      const name = `${condition.name}${condition.believed ? ' †' : ''}`;
      expect(row(page, name)).toEqual([
        name,
        first.toFixed(2),
        final.steps.mean.toFixed(2),
        final.steps.interval!.map((end) => end.toFixed(2)).join(' – '),
        '0.38 %',
        Math.round(pulses.set).toLocaleString('en-US'),
        Math.round(pulses.reset).toLocaleString('en-US'),
        Math.round(updates).toLocaleString('en-US'),
      ]);
    }
  });

  it('gives what learning cost with intervals and units, and says what is not known', () => {
    const [ideal] = sampleSummary().conditions;
    expect(row(page, 'energy (µJ)')[1]).toBe('13.2 ± 0.3');
    expect(row(page, 'device time (ms)')[1]).toBe('45.9 ± 1');
    expect(row(page, 'value error').slice(1)).toEqual(['1.1 ± 0.02', '0.9 ± 0.02', '1.3 ± 0.02']);
    expect(page).not.toContain('not known');
    const ledger = { ...ideal.ledger, joules: null, deviceSeconds: null };
    const unknown = reportPage(sampleSummary({ conditions: [{ ...ideal, ledger }] }), sampleManifest);
    expect(row(unknown, 'device time (s)')[1]).toBe('–');
    expect(unknown).toContain('not known');
  });

  it('gives final weights by state, in the devices and in a digital copy', () => {
    const [ideal, corrected, open] = sampleSummary().conditions;
    expect(row(page, 'weight')).toEqual([
      'weight',
      'ideal',
      'self-correcting',
      'open-loop: devices',
      'open-loop: digital copy',
    ]);
    expect(row(page, 'w3')).toEqual([
      'w3',
      deviceWeight(ideal),
      deviceWeight(corrected),
      deviceWeight(open),
      `${open.believed!.criticWeights.mean[3].toFixed(3)} ± 0.012`,
    ]);
  });

  it('lets long names break, and tables be wider than the text', () => {
    const html = reportPage(
      sampleSummary({ conditions: [sampleCondition('cycles/read', 1)] }),
      sampleManifest,
    );
    expect(html).toContain('cycles/<wbr/>read</th>');
    expect(html).toMatch(/\.table \{ overflow-x: auto; margin: [^;]*50vw/);
    expect(html).toMatch(/@media print \{[^@]*td \{ white-space: normal; \}/);
  });

  it('gives no interval of two seeds, and none that steps cannot be in', () => {
    const of = (interval: [number, number] | null) =>
      sampleCondition('wide', 1, {
        settings: { stepLimit: 300 },
        final: { episodes: 5, steps: { mean: 200, standardError: 90, interval } },
      });
    const three = reportPage(sampleSummary({ seeds: 3, conditions: [of([-187.2, 587.2])] }), sampleManifest);
    expect(row(three, 'wide')[3]).toBe('1.00 – 300.00');
    expect(three).not.toContain('An interval needs');
    const two = reportPage(sampleSummary({ seeds: 2, conditions: [of(null)] }), sampleManifest);
    expect(row(two, 'wide')[3]).toBe('–');
    expect(two.match(/An interval needs at least 3 seeds\./g)).toHaveLength(2);
  });

  it('says what unfinished episodes count as', () => {
    expect(page).toContain(
      'An unfinished episode counts as the step limit (300 steps). The published program counts it as 0.',
    );
    const pool = reportPage(sampleSummary({ environment: 'pool-reference-memory' }), {
      ...sampleManifest,
      experiment: { stepLimit: 1200 },
    });
    expect(pool).toContain('An unfinished episode counts as the step limit (1,200 steps).');
  });

  it('says where the run and its devices come from', () => {
    for (const fact of ['version 0.1.0', 'measured here', 'MIT', 'c0ffee', '27 devices', '40 (0 … 39)']) {
      expect(page).toContain(fact);
    }
  });

  it('says so if the licence of the data is not known', () => {
    const devices = { source: 'measured here', sha256: 'c0ffee', count: 27 };
    expect(reportPage(sampleSummary(), { ...sampleManifest, devices })).toContain('not stated');
  });

  it('holds every figure with its caption', () => {
    expect(page.match(/<figure id="[\w-]+"/g)).toHaveLength(2);
    expect(page.match(/<figcaption>/g)).toHaveLength(2);
  });

  it('puts noise into words', () => {
    const noise = { write: 0.02, read: { white: 'fitted', pink: 0 }, 'my-plugin/drift': { size: 0.1 } };
    const conditions = [sampleCondition('one', 0.7, { settings: { noise } })];
    expect(reportPage(sampleSummary({ conditions }), sampleManifest)).toContain(
      'write 0.02 + white + my-plugin/drift size 0.1',
    );
  });

  it('takes any text from files as text', () => {
    const hostile = '<img src=x onerror="alert(1)">&\'';
    const conditions = [sampleCondition(hostile, 0.7, { settings: { [hostile]: hostile } })];
    const html = reportPage(sampleSummary({ environment: hostile, conditions }), {
      memloop: hostile,
      experiment: { [hostile]: { [hostile]: hostile } },
      devices: { source: hostile, licence: hostile, sha256: hostile, count: 1 },
      placement: [],
      seeds: [3, 1, 2],
      sha256: '',
    });
    expect(malformation(html.replace(/<meta[^>]*\/>/g, ''))).toBe('');
    expect(html).not.toContain('<img');
    expect(html).toContain('3 (3, 1, 2)');
  });

  it('manages with one condition, one seed and no recorded critic', () => {
    const steps = { mean: 7.7, standardError: null, interval: null };
    const conditions = [sampleCondition('single', 0.7, { final: { episodes: 5, steps } })];
    const html = reportPage(withoutTrajectory(sampleSummary({ seeds: 1, conditions })), {
      ...sampleManifest,
      placement: [],
      seeds: [0],
    });
    expect(malformation(html.replace(/<meta[^>]*\/>/g, ''))).toBe('');
    expect(row(html, 'single')[3]).toBe('–');
    expect(row(html, 'w8')).toEqual(['w8', '0.700']);
    expect(html).not.toMatch(/NaN|undefined/);
  });
});

describe('a run in an array', () => {
  const summary = sampleSummary();
  const one = (mean: number) => ({ mean, standardError: null, interval: null });
  const [first, ...others] = summary.conditions;
  const behind = {
    ...first,
    settings: { ...first.settings, array: { adc: { bits: 6 }, kelvin: 358 } },
    ledger: {
      ...first.ledger,
      conversions: { count: one(2000), clipped: one(3), joules: one(2e-9), seconds: one(4e-6) },
    },
  };
  const html = reportPage({ ...summary, conditions: [behind, ...others] }, sampleManifest);

  it('tells what conversions cost, and a dash where there are none', () => {
    expect(row(html, 'conversions').slice(0, 3)).toEqual(['conversions', '2,000', '–']);
    expect(row(html, 'clipped values')[1]).toBe('3');
    expect(row(html, 'energy of conversions (nJ)')[1]).toBe('2');
    expect(row(html, 'time of conversions (µs)')[1]).toBe('4');
    expect(page).not.toContain('clipped values');
  });

  it('tells the array in words', () => {
    expect(html).toContain('adc.bits 6, kelvin 358');
  });
});
