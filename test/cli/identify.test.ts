import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deepTeacherOf } from '../identify/deep-teacher.js';
import { malformation } from '../report/well-formed.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const LINE = 'x1,x2,y1\n1,0,2.01\n0,1,-0.99\n1,1,1.02\n-1,1,-2.98\n2,-1,5\n';

function fileOf(text: string): string {
  const directory = scratch();
  writeFileSync(join(directory, 'probes.csv'), text);
  return directory;
}

describe('memloop identify of one layer', () => {
  it('says how well the matrix is known, and writes it with its intervals', async () => {
    const { code, stdout, stderr } = await memloop(['identify', 'examples/probes.csv', '--out', 'out'], { directory: scratch() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('comes with memloop') as string });
    expect(stdout).toMatch(/^The effective matrix of 4 × 2 is known to ±0\.0018 \(95 %\) from 500 probes\./);
    expect(stdout).toMatch(/x4\s+0\.2897 ± 0\.0018\s+−0\.9300 ± 0\.0018/);
  });

  it('writes a page with its figures, a table and JSON', async () => {
    const directory = fileOf(LINE);
    const { stdout } = await memloop(['identify', 'probes.csv', '--out', 'out', '--json'], { directory });
    const read = (name: string) => readFileSync(join(directory, 'out', name), 'utf8');
    const told = JSON.parse(stdout) as { matrix: { value: number }[][]; offset: object[]; probes: number };
    expect(told.probes).toBe(5);
    expect(told.matrix[0][0].value).toBeCloseTo(2, 1);
    expect(told.matrix[0][1].value).toBeCloseTo(-1, 1);
    expect(JSON.parse(read('identify.json'))).toMatchObject({ layers: 1, offset: [{}] });
    const [head, first] = read('weights.csv').split('\n');
    expect(head).toBe('output,input,weight,error,low,high');
    expect(first.split(',').slice(0, 2)).toEqual(['y1', 'x1']);
    for (const name of ['matrix', 'weights', 'residuals']) expect(malformation(read(`figures/${name}.svg`)), name).toBe('');
    expect(read('report.html')).toContain('The effective matrix of 2 × 1 is known to');
    const again = await memloop(['identify', 'probes.csv', '--out', 'out'], { directory });
    expect(again).toMatchObject({ code: 2, stderr: 'memloop: out already holds report.html; choose another directory with --out\n' });
  });

  it('takes a gain, no offset, semicolons with decimal commas, and a byte order mark', async () => {
    const directory = fileOf('\uFEFFx1;y1\n1;0,21\n-1;-0,2\n2;0,39\n');
    const { stdout } = await memloop(['identify', 'probes.csv', '--gain', '0.1', '--no-offset', '--json', '--out', 'out'], { directory });
    const told = JSON.parse(stdout) as { matrix: { value: number }[][]; offset?: object };
    expect(told.offset).toBeUndefined();
    // 1 × 0.21 + 1 × 0.2 + 2 × 0.39, over 1 + 1 + 4, over the gain.
    expect(told.matrix[0][0].value).toBeCloseTo(1.19 / 0.6, 12);
  });

  it('says that one layer is not enough', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => {
      const [a, b] = [Math.sin(n * 7.3) * 2, Math.sin(n * 3.1 + 1) * 2];
      return `${a},${b},${Math.tanh(a + 0.5 * b) + 0.001 * Math.sin(n * 91.7)}`;
    });
    const { code, stdout } = await memloop(['identify', 'probes.csv', '--out', 'out'], { directory: fileOf(`x1,x2,y1\n${rows.join('\n')}\n`) });
    expect(code).toBe(0);
    expect(stdout).toContain('This is no single layer: residuals bend');
  });

  it('says how many probes are missing where noise hides the matrix', async () => {
    const rows = Array.from({ length: 12 }, (_, n) => `${Math.sin(n * 7.3)},${Math.sin(n * n * 91.7) * 10}`);
    const { stdout } = await memloop(['identify', 'probes.csv', '--out', 'out'], { directory: fileOf(`x1,y1\n${rows.join('\n')}\n`) });
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/is not known yet: its intervals reach ±\S+ from 12 probes\. Take about [\d,]+ probes/);
  });

  it.each([
    ['x1,y1\n1,2\n', 'too few probes: got 1, expected at least 3 for 1 inputs and an offset'],
    ['x1,y1\n1,NaN\n', 'probes.csv, line 2: got "NaN" as y1: expected a finite number'],
    ['x1;y1\n1;2,5\n2\n', 'probes.csv, line 3: got 1 cells: expected 2, one for each column'],
    ['a,b\n1,2\n', 'probes.csv: got the heading "a,b": expected inputs and outputs, as in "x1,x2,y1"'],
    ['', 'probes.csv: got the heading "": expected inputs and outputs, as in "x1,x2,y1"'],
  ])('refuses in one sentence: %j', async (text, sentence) => {
    const { code, stderr } = await memloop(['identify', 'probes.csv', '--out', 'out'], { directory: fileOf(text) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `memloop: ${sentence}\n` });
  });

  it('refuses a file that is not there, and a gain of 0', async () => {
    const missing = await memloop(['identify', 'nothing.csv', '--out', 'out'], { directory: scratch() });
    expect(missing.code).toBe(2);
    expect(missing.stderr).toMatch(/^memloop: .*nothing\.csv.*\n$/);
    const gain = await memloop(['identify', 'probes.csv', '--gain', '0', '--out', 'out'], { directory: fileOf(LINE) });
    expect(gain).toMatchObject({ code: 2, stderr: 'memloop: --gain: got 0: expected another number\n' });
  });
}); // prettier-ignore

describe('memloop identify of two layers', () => {
  it('finds the neurons of a network, and their number', async () => {
    const directory = scratch();
    const args = ['identify', 'examples/probes-network.csv', '--layers', '2', '--out'];
    const { code, stdout } = await memloop([...args, 'one'], { directory });
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/^The network is identified: 3 tanh neurons between 3 inputs and 1 output, with every weight known to ±0\.00\d+ \(95 %\) from 400 probes\./);
    const read = (name: string) => readFileSync(join(directory, name), 'utf8');
    const { hidden, identified } = JSON.parse(read('one/identify.json')) as { identified: boolean; hidden: { row: { value: number }[]; out: { value: number }[] }[] };
    expect(identified).toBe(true);
    // The example was made with these weights: its noise is 0.005.
    const truth = [[0.9, -0.6, 0.4, 1.1], [1.2, -0.3, -1.1, 0.8], [0.5, 1.4, -0.8, 0.6]];
    for (const [j, { row, out }] of hidden.entries())
      for (const [i, { value }] of [...row, ...out].entries()) expect(Math.abs(value - truth[j][i])).toBeLessThan(0.012);
    expect(read('one/weights.csv')).toMatch(/^neuron,weight,value,error,low,high\n1,x1,0\.9\d+,/);
    for (const name of ['matrix', 'residuals']) expect(malformation(read(`one/figures/${name}.svg`)), name).toBe('');
    expect(read('one/report.html')).toContain('The network is identified');
    await memloop([...args, 'two', '--workers', '1'], { directory });
    await memloop([...args, 'three', '--workers', '2'], { directory });
    expect(read('three/identify.json')).toBe(read('one/identify.json'));
    expect(read('two/identify.json')).toBe(read('one/identify.json'));
  });

  it('says what is missing where it is not identified', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => `${Math.sin(n * 7.3)},${Math.sin(n * n * 91.7)}`);
    const directory = fileOf(`x1,y1\n${rows.join('\n')}\n`);
    const { code, stdout } = await memloop(['identify', 'probes.csv', '--layers', '2', '--max-width', '2', '--students', '2', '--out', 'out'], { directory });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Not identified: /);
    expect(JSON.parse(readFileSync(join(directory, 'out', 'identify.json'), 'utf8'))).toMatchObject({ identified: false, layers: 2 });
  });

  it.each([
    [['--layers', '2', '--gain', '2'], '--gain requires a file of probes with --layers 1'],
    [['--layers', '2', '--no-offset'], '--no-offset requires a file of probes with --layers 1'],
    [['--read-volts', '0.1'], '--read-volts requires a port, or an experiment or a run'],
    [['--set-volts', '2'], '--set-volts: memloop identify sends no pulses and reads the whole board; leave the option out'],
    [['--condition', 'x'], '--condition requires an experiment or a run, or a file of memloop flow with devices'],
    [['--activation', 'tanh'], '--activation requires --layers 2 or more'],
    [['--layers', '5'], '--layers: got "5": expected a whole number from 1 to 4'],
    [['--layers', '2'], 'too few probes: got 5, expected at least 12 for 2 inputs and a hidden layer; many more for more than one neuron'],
  ])('refuses %j', async (options, sentence) => {
    const { code, stderr } = await memloop(['identify', 'probes.csv', ...options], { directory: fileOf(LINE) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `memloop: ${sentence}\n` });
  });
}); // prettier-ignore

describe('memloop identify of three layers', () => {
  it('finds the neurons of both hidden layers', async () => {
    const { probes } = deepTeacherOf('tanh', 3);
    const rows = Array.from({ length: probes.count }, (_, n) => `${probes.x[n]},${probes.x[probes.count + n]},${probes.y[n]}`);
    const directory = fileOf(`x1,x2,y1\n${rows.join('\n')}\n`);
    const { code, stdout } = await memloop(['identify', 'probes.csv', '--layers', '3', '--out', 'out'], { directory });
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/^The network is identified: 2-3-3-1 with tanh, every weight known to ±\S+ \(95 %\) from 800 probes\./);
    expect(stdout).toContain('hidden layer 2:');
    const read = (name: string) => readFileSync(join(directory, 'out', name), 'utf8');
    expect(read('report.html')).toContain('Weights of the hidden layer 1');
    expect(read('weights.csv').split('\n')).toHaveLength(2 + 9 + 12 + 4);
    expect(malformation(read('figures/residuals.svg'))).toBe('');
    expect(JSON.parse(read('identify.json'))).toMatchObject({ identified: true, layers: 3, network: [[{}, {}, {}], [{}, {}, {}], [{}]] });
  });
}); // prettier-ignore

describe('memloop identify of an array', () => {
  it('probes the virtual board, and writes its probes as a file', async () => {
    const directory = scratch();
    const { code, stdout } = await memloop(['identify', 'virtual', '--probes', '60', '--out', 'out'], { directory });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The effective matrix of 9 × 3 is known to ±\S+ µS \(95 %\) from 60 probes\./);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Reads: 180 sums over 1,440 devices, and 432 single reads, at 0.2 V with one sample each');
    expect(readFileSync(join(directory, 'out', 'probes.csv'), 'utf8').split('\n')[0]).toBe('x1,x2,x3,x4,x5,x6,x7,x8,x9,y1,y2,y3');
    expect(malformation(readFileSync(join(directory, 'out', 'figures', 'weights.svg'), 'utf8'))).toBe('');
    const again = await memloop(['identify', 'virtual', '--probes', '5', '--out', 'other'], { directory });
    expect(again).toMatchObject({ code: 2, stderr: 'memloop: --probes: got 5: expected at least 11 for 9 rows\n' });
    const taken = await memloop(['identify', 'virtual', '--out', 'other'], { directory });
    expect(taken.stderr).toContain('"virtual" is new for every command; choose another directory with --out');
  });

  it('lets an experiment or a finished run learn, and compares with the exact effective conductances', async () => {
    const directory = scratch();
    const experiment = `environment: t-maze
seeds: 1
episodes: 5
conditions:
  - { bank: cycles, noise: read }
  - { name: quiet, bank: mean, noise: none }
array:
  wires: { ohms: 50 }
`;
    writeFileSync(join(directory, 'array.yaml'), experiment);
    const { code, stdout } = await memloop(['identify', 'array.yaml', '--probes', '200', '--out', 'file', '--json'], { directory });
    const told = JSON.parse(stdout) as { truth: { ratio: number }; episodes: number; matrix: object[][] };
    expect([code, told.episodes, told.matrix.length, told.matrix[0].length]).toEqual([0, 5, 3, 9]);
    expect(told.truth.ratio).toBeLessThan(1.5);
    expect(told).toMatchObject({ reads: { products: 200, deviceReads: 5400, volts: 0.2 } });
    await memloop(['run', 'array.yaml', '--out', 'run', '--json'], { directory });
    const ofRun = await memloop(['identify', 'run', '--probes', '200', '--out', 'of-run', '--json'], { directory });
    expect((JSON.parse(ofRun.stdout) as typeof told).matrix).toEqual(told.matrix);
    const quiet = await memloop(['identify', 'array.yaml', '--condition', 'quiet', '--episodes', '0', '--out', 'quiet', '--json'], { directory });
    const exact = JSON.parse(quiet.stdout) as { truth: { ratio: null; effective: number[][] }; matrix: { value: number }[][] };
    expect(exact.truth.ratio).toBeNull();
    for (const [c, column] of exact.matrix.entries())
      for (const [r, { value }] of column.entries()) expect(value / exact.truth.effective[c][r]).toBeCloseTo(1, 9);
    const unknown = await memloop(['identify', 'array.yaml', '--condition', 'other'], { directory });
    expect(unknown.stderr).toMatch(/^memloop: --condition: got "other": expected one of ".*", "quiet"\n$/);
    const empty = await memloop(['identify', '.', '--out', 'none'], { directory });
    expect(empty.code).toBe(2);
  });
}); // prettier-ignore
