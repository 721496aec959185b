import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { walkNames } from '../devices/vcm/cycle-walk.js';
import { catalogue } from '../src/experiment/catalogue.js';
import { noiseNames } from '../src/experiment/noise-choice.js';
import {
  circles,
  flatFolders,
  forbiddenImports,
  mayImport,
  nameComparisons,
  packageRooms,
  repeatedNames,
  roomTable,
  root,
  sourceGraph,
  sourceTexts,
  type ImportGraph,
} from './house.js';

const graph = sourceGraph();
const files = [...graph.keys()];
const names = new Set([
  ...Object.values(catalogue).flatMap((kinds) => kinds.names),
  ...noiseNames,
  ...walkNames,
  'simulated',
  'virtual',
]);
const planted = (...edges: [string, string[]][]): ImportGraph => new Map([...graph, ...edges]);

describe('the house', () => {
  it('imports only what the table allows', () => {
    process.stdout.write(`${roomTable(graph)}\n`);
    expect(forbiddenImports(graph)).toEqual([]);
  });

  it('has no circle of files', () => expect(circles(graph)).toEqual([]));

  it('has no flat folder above 30 files', () => expect(flatFolders(files, 30)).toEqual([]));

  it('has no base name twice within a top room', () => expect(repeatedNames(files)).toEqual([]));

  it('compares no name of a kind outside the kind’s own file', () => {
    expect(nameComparisons(sourceTexts(graph), names)).toEqual([]);
  });

  it('opens serial ports through one file', () => {
    expect(files.filter((file) => graph.get(file)!.includes('serialport'))).toEqual([
      'drivers/ports/serial-library.ts',
    ]);
  });

  it('shows the same table in CONTRIBUTING.md', () => {
    const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').replaceAll(/ +/g, ' ');
    for (const [room, others] of Object.entries(mayImport)) {
      expect(page).toContain(`| ${room} | ${others.join(', ') || 'nothing'} |`);
    }
  });

  it('knows every package that the product depends on', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: object;
    };
    expect(Object.keys(dependencies).filter((name) => !(name in packageRooms))).toEqual([]);
  });
});

describe('the rules notice', () => {
  it('a comparison with a name', () => {
    const planted = `if (task === 't-maze') run(); switch (bank) { case 'ideal': break; }`;
    expect(nameComparisons([['src/core/planted.ts', planted]], names)).toEqual([
      `src/core/planted.ts: task === 't-maze'`,
      `src/core/planted.ts: case 'ideal': break;`,
    ]);
  });

  it('an upward import', () => {
    const bad = planted(['src/core/planted.ts', ['src/cli/main.ts']]);
    expect(forbiddenImports(bad)).toEqual(['src/core/planted.ts imports src/cli/main.ts']);
  });

  it('a package outside its room', () => {
    const bad = planted(['src/core/planted.ts', ['commander']]);
    expect(forbiddenImports(bad)).toEqual(['src/core/planted.ts imports commander']);
  });

  it('a file without a room', () => {
    expect(forbiddenImports(planted(['src/planted/planted.ts', []]))).toEqual([
      'src/planted/planted.ts is in no room',
    ]);
  });

  it('a circle of files', () => {
    const bad = planted(
      ['envs/planted-a.ts', ['envs/planted-b.ts']],
      ['envs/planted-b.ts', ['envs/planted-a.ts']],
    );
    expect(circles(bad)).toEqual(['envs/planted-a.ts > envs/planted-b.ts > envs/planted-a.ts']);
  });

  it('a flat folder and a repeated name', () => {
    const many = Array.from({ length: 31 }, (_, i) => `envs/deep/${i}.ts`);
    expect(flatFolders(many, 30)).toEqual(['envs/deep: 31']);
    expect(repeatedNames(['envs/a/x.ts', 'envs/b/x.ts', 'devices/x.ts'])).toEqual([
      'envs/a/x.ts and envs/b/x.ts',
    ]);
  });
});
