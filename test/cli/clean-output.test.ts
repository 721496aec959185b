import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanOutput, drawing } from '../../src/cli/output/clean-output.js';
import { filesOf, scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const HOSTILE = '\\x1b[31mRED\\x1b]0;pwned\\x07\\x1b[2J';

function written(text: string, name = 'a.yaml'): { file: string; out: string } {
  const directory = scratch();
  const file = join(directory, name);
  writeFileSync(file, text);
  return { file, out: join(directory, 'out') };
}

/** A stream that keeps what is written to it. */
function stream(): { chunks: unknown[]; stream: NodeJS.WriteStream } {
  const chunks: unknown[] = [];
  const write = (chunk: unknown) => chunks.push(chunk) > 0;
  return { chunks, stream: { write, isTTY: true } as unknown as NodeJS.WriteStream };
}

describe('what reaches a terminal', () => {
  it('is text without control characters, bytes as they are, and what memloop draws itself', () => {
    const { chunks, stream: out } = stream();
    const end = cleanOutput(out);
    out.write('a\u001B[31mb\u009Bc\n');
    out.write(Buffer.from([27, 13]));
    drawing(out).write('\u001B[2K');
    expect(drawing(out).isTTY).toBe(true);
    end();
    out.write('\u001B');
    expect(chunks).toEqual(['ab\n', Buffer.from([27, 13]), '\u001B[2K', '\u001B']);
  });

  it('of a stream that is not cleaned is drawn by itself', () => {
    const { stream: out } = stream();
    expect(drawing(out)).toBe(out);
  });
});

describe('a name with control characters', () => {
  const refusals = [
    ['a condition', `environment: t-maze\nconditions: [{ bank: ideal, name: "${HOSTILE}" }]`, 'run', 'conditions.0.name'],
    ['turned text', 'environment: t-maze\nconditions: [{ bank: ideal, name: "a\\u202Eb" }]', 'run', '"a\\u202eb"'],
    ['a scheme', `schemes: [{ scheme: self-correcting, name: "${HOSTILE}" }]\nenvironment: t-maze`, 'compare', 'schemes.0.name'],
    ['a sweep', `environment: t-maze\nconditions: [{ bank: ideal, name: "${HOSTILE}" }, { bank: mean }]\nsweep: { learningRate: [0.1] }`, 'sweep', 'name'],
    ['a setting', `environment: t-maze\n"${HOSTILE}": 1`, 'run', 'an unknown setting'],
    ['a task', `environment: "${HOSTILE}"`, 'run', 'environment: got "\\u001b[31mRED'],
  ] as const; // prettier-ignore
  it.each(refusals)('%s is refused, and not printed as it is', async (_, text, command, part) => {
    const { file, out } = written(text);
    const { code, stderr, stdout } = await memloop([command, file, '--out', out]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(part);
    expect(/[^\P{Cc}\n]|\u202E/u.test(stderr)).toBe(false);
  });

  it('of a file is left out of the names of its results', async () => {
    const { file } = written('environment: t-maze\nseeds: 1\nepisodes: 1', 'a\u001B[31mb\u009B.yaml');
    const directory = scratch();
    const { code, stdout } = await memloop(['run', file], { directory });
    expect([code, stdout]).toEqual([0, expect.stringContaining('runs/ab-1')]);
  });

  it('in the files of a run from elsewhere reaches neither the terminal nor the page', async () => {
    const { file, out } = written('environment: t-maze\nseeds: 1\nepisodes: 1\nconditions: [{ bank: ideal, name: victim }]');
    await memloop(['run', file, '--out', out]);
    const path = join(out, 'summary.json');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('victim', `\\u001b[31mRED\\u202e<b>`));
    const { code, stdout } = await memloop(['report', out]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('RED <b>')]);
    const page = filesOf(out)['report.html'];
    expect(page).toContain('RED &lt;b&gt;');
    for (const text of [stdout, page]) expect(/[^\P{Cc}\n\t]|\u202E/u.test(text)).toBe(false);
  }); // prettier-ignore

  it('of a directory is not printed as it is', async () => {
    const directory = join(scratch(), 'a\u001B[31mb');
    mkdirSync(directory);
    const { code, stderr } = await memloop(['resume', directory]);
    expect([code, stderr.includes('\u001B')]).toEqual([2, false]);
  });
});
