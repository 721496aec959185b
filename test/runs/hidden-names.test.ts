import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { memloop } from '../cli/memloop.js';
import { scratch } from '../scratch.js';

/** A run as an older version made it, with an invisible character in the name of a condition. */
async function olderRun(hidden: string): Promise<string> {
  const directory = scratch();
  const [file, out] = [join(directory, 'a.yaml'), join(directory, 'out')];
  writeFileSync(file, 'environment: t-maze\nseeds: 2\nepisodes: 2\nconditions: [{ bank: ideal, name: aXb }, { bank: mean, name: ab }]\n');
  expect(await memloop(['run', file, '--out', out])).toMatchObject({ code: 0 });
  for (const name of ['report.html', 'trace.json']) rmSync(join(out, name), { force: true });
  for (const name of readdirSync(out).filter((each) => /\.(csv|json)$/.test(each))) {
    const path = join(out, name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('aXb', `a${hidden}b`));
  }
  const path = join(out, 'experiment.json');
  const { sha256: _, ...facts } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const sha256 = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  writeFileSync(path, JSON.stringify({ ...facts, sha256 }));
  return out;
} // prettier-ignore

it.each(['\u200B', '\u00AD', '\uFEFF'])('a run with %j in a name is opened by every reader', async (hidden) => {
  const run = await olderRun(hidden);
  const rows = readFileSync(join(run, 'seeds.csv'), 'utf8');
  for (const words of [['report', run], ['diff', run, run], ['export', run, '--npz'], ['show', run], ['resume', run]]) {
    const { code, stdout, stderr } = await memloop(words);
    expect([words[0], code, stderr]).toEqual([words[0], 0, expect.not.stringContaining('damaged')]);
    expect(stdout, words[0]).not.toContain(hidden);
  }
  expect(readFileSync(join(run, 'seeds.csv'), 'utf8')).toBe(rows);
}); // prettier-ignore
