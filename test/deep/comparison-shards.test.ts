import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memloop } from '../cli/memloop.js';
import { scratch } from '../scratch.js';

describe('memloop compare --shard', () => {
  it('divide a comparison, whose schemes are tuned once', async () => {
    const directory = scratch();
    const run = async (...args: string[]) => memloop(args, { directory });
    const study = ['t-maze', '--schemes', 'self-correcting,open-loop', '--noise', 'read', '--seeds', '4', '--episodes', '12', '--workers', '1'];
    await run('compare', ...study, '--out', 'whole');
    const untuned = await run('compare', ...study, '--shard', '1/2', '--out', 'parts');
    expect([untuned.code, untuned.stderr]).toEqual([2, expect.stringContaining('--shard requires settings that are fixed: tune once with --tune-only')]);
    const tuned = await run('compare', ...study, '--tune-only', '--out', 'tuned');
    expect([tuned.code, tuned.stdout]).toEqual([0, expect.stringContaining('The tuning is in tuned.')]);
    for (const number of [1, 2])
      expect((await run('compare', ...study, '--tuned', 'tuned', '--shard', `${number}/2`, '--out', 'parts')).code).toBe(0);
    expect((await run('merge', 'parts', '--out', 'merged')).code).toBe(0);
    const files = (name: string) => readdirSync(join(directory, name), { recursive: true, encoding: 'utf8' }).filter((file) => file !== 'figures').sort();
    expect(files('merged')).toEqual(files('whole'));
    expect(files('whole')).toContain('trials.jsonl');
    for (const file of files('whole')) {
      const [merged, whole] = ['merged', 'whole'].map((name) => readFileSync(join(directory, name, file)));
      expect([file, merged.equals(whole)]).toEqual([file, true]);
    }
    const other = await run('compare', ...study, '--tuned', 'tuned', '--shard', '1/2', '--out', 'more', '--seeds', '5');
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('--tuned: tuned holds the tuning of another comparison')]);
  });
}); // prettier-ignore
