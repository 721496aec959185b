import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../scratch.js';
import { memloop } from '../cli/memloop.js';

const directory = scratch();

it('explores the toy: the finding first, a report with its figure, and the data', async () => {
  const out = join(directory, 'toy');
  const { code, stdout } = await memloop(['landscape', '--toy', '--starts', '10', '--window-starts', '2', '--out', out]);
  expect(code).toBe(0);
  const words = stdout.replaceAll(/\s+/g, ' ');
  expect(words).toMatch(/^Of 10 starts, \d+ run into channels to infinity.* The lowest one is 7\.73e−4, the end of a channel\./);
  expect(words).toContain('With weights of at most 20, the best loss is 8.04e−4. With weights of at most 2 it is 0.0471, that of one neuron less');
  const [head, ...rows] = readFileSync(join(out, 'windows.csv'), 'utf8').trimEnd().split('\n');
  expect(head).toBe('window,noise,loss,drawn_loss,drawn_standard_error,second_order,searches');
  expect(rows.length).toBeGreaterThan(60);
  const page = readFileSync(join(out, 'report.html'), 'utf8');
  expect(page).toContain('gated linear unit');
  expect(page).toContain('so that only the norm counts');
  expect(page).not.toMatch(/>\d+m</);
  expect(existsSync(join(out, 'figures', 'window.svg'))).toBe(true);
  expect((await memloop(['landscape', '--toy', '--out', out])).stderr).toContain('already holds report.html');
}, 30_000); // prettier-ignore

it('takes the file of a flow with its seeds, and gives the same bytes on any number of workers', async () => {
  const file = join(directory, 'small.yaml');
  const layers = 'layers: [{ width: 2, activation: tanh }, { width: 1 }]';
  writeFileSync(file, `data: { function: sine, samples: 40 }\n${layers}\nmethod: newton\nseeds: 3\nfirstSeed: 5\nspread: 2\n`);
  const summaries = [];
  for (const workers of ['1', '3']) {
    const out = join(directory, `workers-${workers}`);
    const { code } = await memloop(['landscape', file, '--window-starts', '1', '--workers', workers, '--out', out]);
    expect(code).toBe(0);
    summaries.push(readFileSync(join(out, 'summary.json'), 'utf8'));
  }
  expect(summaries[1]).toBe(summaries[0]);
  const { starts, search } = JSON.parse(summaries[0]) as { starts: { seed: number }[]; search: { spread: number } };
  expect(starts.map(({ seed }) => seed)).toEqual([5, 6, 7]);
  expect(search.spread).toBe(2);
}, 60_000); // prettier-ignore

it('refuses neither and both, and files without hidden neurons or with too few samples', async () => {
  for (const args of [[], ['x.yaml', '--toy']]) {
    const { code, stderr } = await memloop(['landscape', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain('expected either a file or --toy');
  }
  const file = join(directory, 'odd.yaml');
  const cases = [
    ['{ function: sine }', '[{ width: 1 }]', 'expected at least one hidden layer'],
    ['{ function: sine, samples: 5 }', '[{ width: 3, activation: tanh }, { width: 1 }]', 'got 5 target values for 10 parameters'],
  ];
  for (const [data, layers, sentence] of cases) {
    writeFileSync(file, `data: ${data}\nlayers: ${layers}\nmethod: newton\n`);
    const { code, stderr } = await memloop(['landscape', file]);
    expect(code).toBe(2);
    expect(stderr).toContain('odd.yaml');
    expect(stderr).toContain(sentence);
  }
}); // prettier-ignore
