import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Room by room, which rooms it may import. README prints the same table. */
const mayImport: Record<string, readonly string[]> = {
  'src/core': [],
  devices: ['src/core'],
  envs: ['src/core'],
  drivers: ['src/core', 'devices'],
  'src/crossbar': ['src/core', 'drivers'],
  'src/schemes': ['src/core', 'src/crossbar'],
  'src/agents': ['src/core', 'src/crossbar', 'src/schemes', 'envs'],
  'src/experiment': ['src/core', 'devices', 'envs', 'drivers', 'src/crossbar', 'src/schemes', 'src/agents'],
  'src/telemetry': ['src/core', 'src/experiment'],
  'src/report': ['src/core', 'devices', 'src/experiment'],
  'src/reproduce': ['src/core', 'devices', 'envs', 'drivers', 'src/crossbar', 'src/experiment', 'src/report'],
  'src/compare': ['src/core', 'src/experiment', 'src/report'],
  'src/cli': [
    'src/core',
    'devices',
    'envs',
    'drivers',
    'src/schemes',
    'src/experiment',
    'src/telemetry',
    'src/report',
    'src/reproduce',
    'src/compare',
  ],
};

/** In which rooms an outside package may be used. */
const packageRooms: Record<string, readonly string[]> = {
  seedrandom: ['src/core'],
  'ml-matrix': ['devices', 'envs'],
  zod: ['devices', 'src/experiment'],
  yaml: ['src/experiment'],
  piscina: ['src/experiment'],
  'node:worker_threads': ['src/experiment'],
  rxjs: ['src/telemetry'],
  '@observablehq/plot': ['src/report', 'src/compare'],
  domino: ['src/report'],
  commander: ['src/cli'],
  'cli-progress': ['src/cli'],
  serialport: ['drivers'],
};

const files = ['src', 'devices', 'envs', 'drivers'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(room, file)),
);
const roomOf = (file: string) => Object.keys(mayImport).find((room) => file.startsWith(`${room}/`));
const importsOf = (file: string) =>
  ts.preProcessFile(readFileSync(join(root, file), 'utf8')).importedFiles.map(({ fileName }) => fileName);

describe('the house', () => {
  it.each(files.filter((file) => file !== 'src/index.ts'))(
    '%s is in a room and imports only what its room may',
    (file) => {
      const room = roomOf(file);
      expect(room, 'every file is in a room').toBeDefined();
      for (const name of importsOf(file)) {
        if (name.startsWith('.')) {
          const other = roomOf(relative(root, join(root, dirname(file), name)));
          if (other !== room) expect(mayImport[room!], `${file} imports ${name}`).toContain(other);
        } else if (!name.startsWith('node:') || name in packageRooms) {
          expect(packageRooms[name] ?? [], `${file} imports ${name}`).toContain(room);
        }
      }
    },
  );

  it('opens serial ports through one file', () => {
    expect(files.filter((file) => importsOf(file).includes('serialport'))).toEqual([
      'drivers/serial-library.ts',
    ]);
  });

  it('shows the same table in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/ +/g, ' ');
    const rows = Object.entries(mayImport).map(
      ([room, others]) => `| ${room} | ${others.join(', ') || 'nothing'} |`,
    );
    for (const row of rows) expect(readme).toContain(row);
  });

  it('knows every package that the product depends on', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: object;
    };
    expect(Object.keys(dependencies).filter((name) => !(name in packageRooms))).toEqual([]);
  });
});
