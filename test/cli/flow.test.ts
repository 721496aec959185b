import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { malformation } from '../report/well-formed.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const FILE = `data:
  teacher: { layers: [{ width: 2, activation: tanh }, { width: 1 }] }
  inputs: 2
  samples: 60
layers: [{ width: 2, activation: tanh }, { width: 1 }]
method: [rodas5p, adam]
finish: newton
seeds: 2
until: 50
iterations: 200
`;

function fileOf(text: string): string {
  const directory = scratch();
  writeFileSync(join(directory, 'flow.yaml'), text);
  return directory;
}

/** All files of a directory with their bytes. */
function contents(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const paths = files.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path.slice(directory.length), readFileSync(path, 'utf8')]));
}

describe('memloop flow', () => {
  it('says where runs end, and writes the same bytes with any number of workers', async () => {
    const directory = fileOf(FILE);
    const { code, stdout, stderr } = await memloop(['flow', 'flow.yaml', '--out', 'one', '--workers', '1'], { directory });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/of 4 runs .*The lowest\s+loss/s);
    expect(stdout).toContain('rodas5p, seed 0');
    expect(stdout).toContain('Report:  one/report.html');
    await memloop(['flow', 'flow.yaml', '--out', 'two', '--workers', '2'], { directory });
    const [one, two] = ['one', 'two'].map((name) => contents(join(directory, name)));
    expect(two).toEqual(one);
    expect(Object.keys(one)).toEqual(
      expect.arrayContaining(['/report.html', '/results.csv', '/parameters.csv', '/summary.json', '/figures/spectrum.svg', '/figures/trajectory.svg', '/figures/loss-time.svg', '/figures/norm-iterations.svg']),
    );
    for (const [name, text] of Object.entries(one)) if (name.endsWith('.svg')) expect(malformation(text), name).toBe('');
    expect(one['/report.html']).toMatch(/<p class="finding">\w+ of 4 runs/);
    expect(one['/report.html']).toMatch(/<td[^>]*>[\d,]+<\/td>\n?<\/tr>/);
    expect(one['/report.html']).not.toMatch(/\d s<\/td>/);
    expect(one['/parameters.csv'].split('\n')[0]).toBe('method,seed,layer,neuron,input,start,end,finished');
    const { runs, parameters, samples } = JSON.parse(one['/summary.json']) as { runs: { finish: { kind: string } }[]; parameters: number; samples: number };
    expect([runs.length, parameters, samples]).toEqual([4, 9, 60]);
  });

  it('prints one line of JSON, for one run with one sentence', async () => {
    const directory = fileOf(FILE);
    const { stdout } = await memloop(['flow', 'flow.yaml', '--seeds', '1', '--json'], { directory });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ directory: 'runs/flow-1', runs: [{ seed: 0 }, { seed: 0 }] });
  });

  it('refuses a bad file where the fault is, and a directory that holds a report', async () => {
    const directory = fileOf(FILE.replace('until: 50', 'until: -1'));
    const bad = await memloop(['flow', 'flow.yaml'], { directory });
    expect(bad).toMatchObject({ code: 2, stderr: 'memloop: flow.yaml:9:8: until: got -1: expected more than 0\n' });
    writeFileSync(join(directory, 'report.html'), '');
    writeFileSync(join(directory, 'flow.yaml'), FILE);
    const taken = await memloop(['flow', 'flow.yaml', '--out', '.'], { directory });
    expect(taken).toMatchObject({ code: 2, stderr: 'memloop: . already holds report.html; choose another directory with --out\n' });
  });

  it('says that a run diverges', async () => {
    const directory = fileOf(`data: { function: sine, samples: 20 }
layers: [{ width: 1 }]
method: { method: gradient-descent, settings: { rate: 50 } }
`);
    const { code, stdout } = await memloop(['flow', 'flow.yaml', '--out', 'out'], { directory });
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/^gradient-descent diverges after \d+ iterations: take a smaller rate or a smaller spread\./);
  });

  it('is listed apart from the main commands', async () => {
    const { stdout } = await memloop(['--help']);
    expect(stdout).toMatch(/\nNetworks:\n {2}flow /);
  });
}); // prettier-ignore

const ON_DEVICES = `data: { function: product, samples: 12 }
layers: [{ width: 2, activation: tanh }, { width: 1 }]
until: 2
seeds: 3
devices:
  start: 1
  conditions:
    - { name: exact memories, bank: ideal }
    - { name: noisy, bank: cycles, noise: { write: fitted, read: fitted }, pulses: stochastic }
    - { name: pairs that refresh, bank: mean, scheme: differential-pair, signed: reference }
`;

describe('memloop flow with devices', () => {
  it('says where they end against the flow, and writes the same bytes with any number of workers', async () => {
    const directory = fileOf(ON_DEVICES);
    const { code, stdout, stderr } = await memloop(['flow', 'flow.yaml', '--out', 'one', '--workers', '1'], { directory });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/^At time 2 the flow has a loss of [\d.]+\. In multiples of it: exact memories [\d.]+, noisy/);
    await memloop(['flow', 'flow.yaml', '--out', 'two', '--workers', '2'], { directory });
    const [one, two] = ['one', 'two'].map((name) => contents(join(directory, name)));
    expect(two).toEqual(one);
    expect(malformation(one['/figures/loss-on-devices.svg'])).toBe('');
    expect(one['/report.html']).toMatch(/<p class="finding">At time 2 the flow has a loss/);
    expect(one['/report.html']).toContain('All runs start from the weights of seed 1');
    expect(one['/devices.csv'].split('\n')[0]).toBe('condition,seed,step,time,loss,read_loss');
    const { devices, runs } = JSON.parse(one['/summary.json']) as { devices: { condition: string; seeds: number; joules: number }[]; runs: { seed: number }[] };
    expect(devices.map(({ condition, seeds }) => [condition, seeds])).toEqual([['exact memories', 3], ['noisy', 3], ['pairs that refresh', 3]]);
    expect(devices[1].joules).toBeGreaterThan(0);
    expect(runs.map(({ seed }) => seed)).toEqual([1]);
  });
}); // prettier-ignore

describe('memloop flow with a task', () => {
  it('says what the critic learns, and writes the same bytes with any number of workers', async () => {
    const directory = fileOf(`task: t-maze
until: 20
seeds: 3
devices:
  conditions:
    - { name: exact memories, bank: ideal }
    - { name: noisy, bank: cycles, noise: read }
`);
    const { code, stdout, stderr } = await memloop(['flow', 'flow.yaml', '--out', 'one', '--workers', '1'], { directory });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^At time 20 the flow gives the start a value of/);
    const json = await memloop(['flow', 'flow.yaml', '--out', 'two', '--workers', '2', '--json'], { directory });
    expect(JSON.parse(json.stdout)).toMatchObject({ plan: { task: 't-maze', policy: [0.5, 0.5] }, conditions: [{ condition: 'exact memories', seeds: 3 }, { condition: 'noisy' }] });
    const [one, two] = ['one', 'two'].map((name) => contents(join(directory, name)));
    expect(two).toEqual(one);
    expect(malformation(one['/figures/critic-on-devices.svg'])).toBe('');
    expect(one['/report.html']).toContain('value of the policy');
    expect(one['/critic.csv'].split('\n')[0]).toBe('condition,time,state,flow,mean,low,high');
  });

  it('refuses a bad setting where it stands', async () => {
    const directory = fileOf('task: t-maze\npolicy: left\ndevices: { conditions: [{ bank: ideal }] }\n');
    const bad = await memloop(['flow', 'flow.yaml'], { directory });
    expect(bad).toMatchObject({ code: 2, stderr: 'memloop: flow.yaml:2:9: policy: got "left": expected "random", or a list with the probability of each action\n' });
  });
}); // prettier-ignore
