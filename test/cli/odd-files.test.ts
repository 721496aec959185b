import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readExperiment, readSweep } from '../../src/experiment/experiment-file.js';
import { readContest } from '../../src/analysis/compare/read-contest.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

function written(bytes: string | Uint8Array, name = 'a.yaml'): string {
  const path = join(scratch(), name);
  writeFileSync(path, bytes);
  return path;
}

/** Text as UTF-16 with its most significant byte first or last. */
function wide(text: string, order: 'be' | 'le', mark = true): Uint8Array {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const NAMED = 'environment: t-maze\nseeds: 3\nconditions: [{ bank: ideal, name: "é" }]\n';

describe('an experiment file', () => {
  it.each([
    ['UTF-8', NAMED],
    ['UTF-8 with a mark', `\uFEFF${NAMED}`],
    ['UTF-16, least significant byte first', wide(NAMED, 'le')],
    ['UTF-16, most significant byte first', wide(NAMED, 'be')],
    ['UTF-16 without a mark', wide(NAMED, 'le', false)],
    ['Latin-1', Buffer.from(NAMED, 'latin1')],
    ['lines that end in CR LF', NAMED.replaceAll('\n', '\r\n')],
  ])('in %s is read', (_, bytes) => {
    const { seeds, conditions } = readExperiment(written(bytes));
    expect([seeds, conditions[0].name]).toEqual([3, 'é']);
  });

  it('may merge objects with <<, which stand anywhere', () => {
    const merged = readExperiment(
      written(`base: &base { seeds: 3, episodes: 4 }
more: &more { bank: ideal }
environment: t-maze
<<: *base
episodes: 2
conditions:
  - &first { <<: *more, name: a }
  - { <<: [*first, *more], name: b }
`),
    );
    expect(merged).toMatchObject({ seeds: 3, episodes: 2 });
    expect(merged.conditions.map(({ name, bank }) => [name, bank])).toEqual([
      ['a', 'ideal'],
      ['b', 'ideal'],
    ]);
    const { sweep } = readSweep(
      written('b: &b { seeds: 3 }\nenvironment: t-maze\n<<: *b\nsweep: { learningRate: [0.1, 0.2] }'),
    );
    expect(sweep.settings).toEqual({ learningRate: [0.1, 0.2] });
    expect(readContest(written('b: &b { seeds: 3 }\nenvironment: t-maze\n<<: *b')).common.seeds).toBe(3);
  });

  it.each([
    ['an anchor that holds no object', 'base: &b 3\nenvironment: t-maze\nseeds: *b', ':1:10: base: got an unknown setting'],
    ['an object without an anchor', 'base: { seeds: 3 }\nenvironment: t-maze', ':1:7: base: got an unknown setting'],
    ['an anchor that is used nowhere', 'environment: t-maze\ntaskSetting: &b { seeds: 3 }', ':2:17: taskSetting: got an unknown setting'],
    ['a comment behind a comma', '{"environment": "t-maze",// hello\n "seeds": 1}', ':1:26: got a comment (//)'],
    ['a merged number', 'environment: t-maze\n<<: 5', 'merge sources must be maps'],
    ['a comment in JSON', '{ // hello\n "environment": "t-maze" }', ':1:3: got a comment (//): expected JSON'],
    ['a comment above JSON', '/* x */ {"environment": "t-maze"}', ':1:1: got a comment (/*)'],
    ['a comment behind a string', '{"environment": "t//maze", /* x */}', ':1:28: got a comment (/*)'],
    ['a NUL byte', 'environment: t-maze\nseeds: 1\0', 'cannot read the experiment: line 2 has a NUL byte'],
    ['lists without end', '['.repeat(5000), 'more than 200 lists and objects inside one another'],
    ['objects without end', '{"a":'.repeat(5000), 'more than 200 lists and objects inside one another'],
    ['items without end', '- '.repeat(5000), 'more than 200 lists and objects inside one another'],
    ['an alias to itself', 'a: &a [*a]', 'unknown setting'],
  ])('with %s is refused in a sentence', (_, text, part) => {
    expect(() => readExperiment(written(text))).toThrow(part);
  }); // prettier-ignore

  it('in YAML may hold slashes inside words', () => {
    for (const name of ['dir//dev', 'http://x', 'a/*', 'b//'])
      expect(readExperiment(written(`{environment: t-maze, conditions: [{bank: ideal, name: ${name}}]}`)).conditions[0].name).toBe(name);
  }); // prettier-ignore

  it('in YAML may hold slashes and comments of YAML', () => {
    const text = '# a // b\n{ environment: t-maze, # c /* d\n  seeds: 3, conditions: [{ bank: ideal, name: "http://x" }] }';
    expect(readExperiment(written(text)).conditions[0].name).toBe('http://x');
  }); // prettier-ignore
});

describe('what is no file', () => {
  const [directory, pipe, loop, gone] = ['a.json', 'b.json', 'c.json', 'd.json'].map((name) =>
    join(scratch(), name),
  );
  mkdirSync(directory);
  spawnSync('mkfifo', [pipe]);
  symlinkSync(loop, loop);

  it.each([
    ['run', 'cannot read the experiment'],
    ['sweep', 'cannot read the experiment'],
    ['compare', 'cannot read the experiment'],
    ['fit', 'cannot read the measurement'],
    ['noise', 'cannot read the measurement'],
    ['devices', 'cannot read the device file'],
    ['replay', 'cannot read the journal'],
    ['verify', 'holds no readable'],
  ])('is refused by %s in a sentence', async (command, part) => {
    for (const [path, reason] of [
      [directory, 'it is a directory: expected a file'],
      [pipe, 'it is a pipe: expected a file'],
      ['/dev/null', 'it is a device of the system: expected a file'],
      [loop, 'its links lead in a circle'],
      [gone, 'there is no such file'],
    ]) {
      // A file without an ending is taken for a task, or for readings.
      if (path === '/dev/null' && ['run', 'compare'].includes(command)) continue;
      const { code, stderr, stdout } = await memloop([command, path]);
      expect([code, stdout, stderr.match(/\n/g)?.length], `${command} ${path}: ${stderr}`).toEqual([
        2,
        '',
        1,
      ]);
      expect(stderr).toContain(part);
      expect(stderr).toContain(reason);
    }
  });
});
