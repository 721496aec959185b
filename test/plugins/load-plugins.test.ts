import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { areLoaded, loadPlugins, loadRecordedPlugins, pluginsOf } from '../../src/runs/load-plugins.js';
import { scratch } from '../scratch.js';

/** A plugin with a device kind that is an exact memory. */
const GOOD = `
class Memory {
  constructor(lowest, highest) { Object.assign(this, { size: lowest.length, conductance: lowest.slice(), lowest, highest }); }
  pulse() {}
}
const memory = {
  meaning: 'a memory', settings: {}, noise: 'none', exact: true,
  make: ({ fits, placed }) => ({
    range: new Int32Array(placed.length).fill(100),
    bank: () => new Memory(Float64Array.from(placed, (f) => fits[f].lowestSiemens), Float64Array.from(placed, (f) => fits[f].highestSiemens)),
  }),
};
export default { devices: { memory } };
`;

function written(name: string, text: string, directory = scratch()): { directory: string; path: string } {
  const path = join(directory, name);
  writeFileSync(path, text);
  return { directory, path };
}

describe('a plugin', () => {
  it('adds its kinds under its name, and a run knows it by version and content', async () => {
    const { directory, path } = written('good.mjs', GOOD);
    writeFileSync(join(directory, 'package.json'), '{"version":"3.1.4"}');
    await loadPlugins(['./good.mjs', './good.mjs'], directory);
    expect(catalogue.devices.has('good/memory')).toBe(true);
    const experiment = parseExperiment({ environment: 't-maze', conditions: [{ bank: 'good/memory' }] });
    const [record] = pluginsOf(experiment);
    expect(record).toMatchObject({ name: 'good', version: '3.1.4', path });
    expect(pluginsOf(parseExperiment({ environment: 't-maze' }))).toEqual([]);
    expect(areLoaded([record])).toBe(true);
    await expect(loadRecordedPlugins([{ ...record, sha256: 'other' }])).rejects.toThrow('start a new run');
  });

  it.each([
    ['ends the program as it is loaded', 'process.exit(3)', 'cannot be loaded: it calls process.exit(3)'],
    [
      'ends the program as it is checked',
      'export default { devices: { get a() { process.exit(4); } } };',
      'cannot be checked: it calls process.exit(4)',
    ],
    ['throws no error', "throw 'a word'", 'cannot be loaded: a word'],
  ])('that %s is refused', async (_, text, message) => {
    const { directory } = written('odd.mjs', text);
    await expect(loadPlugins(['./odd.mjs'], directory)).rejects.toThrow(message);
  });

  it('brings a board, which an experiment can name and whose form is checked', async () => {
    const kind = (line: string) =>
      `export default { boards: { mine: { meaning: 'my board', line: ${line}, takes: [], usb: [], connect() {} } } };`;
    const { directory } = written('lab.mjs', kind('{ baudRate: 9600 }'));
    await loadPlugins(['./lab.mjs'], directory);
    const board = { port: '/dev/ttyACM0', as: 'lab/mine', weights: { C0: [0, 0] } };
    const experiment = parseExperiment({ environment: 't-maze', conditions: [{ bank: 'mean' }], board });
    expect(pluginsOf(experiment)).toMatchObject([{ name: 'lab' }]);
    written('slow.mjs', kind('{ baudRate: 0 }'), directory);
    await expect(loadPlugins(['./slow.mjs'], directory)).rejects.toThrow(
      'boards.mine: line.baudRate: got 0: expected a whole number above 0',
    );
  });

  it('is found as a package', async () => {
    const directory = scratch();
    const root = join(directory, 'node_modules', '@lab', 'devices');
    mkdirSync(root, { recursive: true });
    const entry = { '.': { types: './x.d.ts', import: './x.js' } };
    const about = { version: '2.0.0', type: 'module', exports: entry };
    writeFileSync(join(root, 'package.json'), JSON.stringify(about));
    writeFileSync(join(root, 'x.js'), GOOD);
    await loadPlugins(['@lab/devices'], directory);
    expect(catalogue.devices.has('@lab/devices/memory')).toBe(true);
  });

  it.each([
    ['none.mjs', undefined, 'got no such file'],
    ['throws.mjs', 'throw new Error("no laser");', 'cannot be loaded: no laser; run "node '],
    ['wrong.mjs', 'export default', 'cannot be loaded: '],
    ['typed.ts', 'export default 1 as number is;', 'compile it to JavaScript'],
    ['bare.mjs', 'export const a = 1;', 'got nothing as default export'],
    ['empty.mjs', 'export default {};', 'got no kinds'],
    ['mistyped.mjs', 'export default { device: {} };', 'got "device": expected some of devices, noises, reliability, tasks, schemes, learners, boards; did you mean devices?'],
    ['unmade.mjs', GOOD.replace('make:', 'made:'), 'devices.memory: make: got nothing: expected a function'],
    ['unnamed.mjs', GOOD.replace('{ memory }', '{ "a b": memory }'), 'devices: got the name "a b"'],
    ['broken.mjs', GOOD.replace('lowest.slice()', 'highest.slice()'), 'the lower end of its window'],
  ])('%s is refused in one sentence', async (name, text, part) => {
    const directory = scratch();
    if (text !== undefined) written(name, text, directory);
    const refused = loadPlugins([`./${name}`], directory);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(part);
    await expect(refused).rejects.toThrow(/^plugin [^\n]+$/);
  }); // prettier-ignore

  it('is refused if another one has its name', async () => {
    const [one, other] = [written('same.mjs', GOOD), written('same.mjs', `${GOOD}// another`)];
    await loadPlugins([one.path], one.directory);
    await expect(loadPlugins([other.path], other.directory)).rejects.toThrow('a second plugin of that name');
  });

  it('is asked for where a name needs it', () => {
    expect(() => parseExperiment({ environment: 'lab/maze' })).toThrow('--plugin');
  });
});
