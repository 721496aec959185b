import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { memloop } from '../cli/memloop.js';
import { spawned } from '../cli/spawned.js';
import { filesOf, scratch } from '../scratch.js';

const directory = scratch();
const at = (...names: string[]) => join(directory, ...names);
const SIZES = ['--seeds', '48', '--episodes', '400'];

/** An adaptive sweep that is stopped goes on to the bytes of one in one piece: whenever, by whatever signal, on any number of workers. */
describe.each([['left', '{ left: 2 }'], ['interval', '{ interval: 0.03 }']])('a sweep until %s', (name, until) => {
  const [whole, file] = [`${name}-whole`, `${name}.yaml`];

  beforeAll(async () => {
    writeFileSync(at(file), `environment: t-maze\nconditions: [{ bank: cycles, noise: read }]\nsweep: { learningRate: [0.05, 0.1, 0.15, 0.2, 0.3, 0.4] }\nuntil: ${until}\n`);
    expect((await memloop(['sweep', file, ...SIZES, '--out', whole, '--workers', '1'], { directory })).code).toBe(0);
  }, 60_000);

  it.each(['SIGTERM', 'SIGKILL'] as const)('goes on after %s in each round', async (signal) => {
    const out = `${name}-${signal}`;
    const round = (number: number) => existsSync(at(out, 'rounds', String(number), 'episodes.csv'));
    const first = await spawned(['sweep', file, ...SIZES, '--out', out, '--workers', '1'], { kill: { signal, when: () => round(1) }, directory });
    if (signal === 'SIGTERM') expect([first.code, first.stderr]).toEqual([130, expect.stringContaining(`continue with: memloop resume ${out}\n`)]);
    const second = await spawned(['resume', out, '--workers', '2'], { kill: { signal, when: () => round(2) }, directory });
    if (signal === 'SIGTERM') expect(second.stderr).toContain(`continue with: memloop resume ${out}\n`);
    expect(existsSync(at(out, 'combinations.csv'))).toBe(false);
    expect((await memloop(['resume', out], { directory })).code).toBe(0);
    expect(filesOf(at(out))).toEqual(filesOf(at(whole)));
  }, 60_000);

  it('goes on between two rounds', async () => {
    const out = `${name}-between`;
    await memloop(['sweep', file, ...SIZES, '--out', out, '--workers', '2'], { directory });
    for (const written of ['rounds/2', 'rounds/3', 'results', 'combinations.csv', 'report.html']) rmSync(at(out, written), { recursive: true, force: true });
    expect((await memloop(['resume', out, '--workers', '1'], { directory })).code).toBe(0);
    expect(filesOf(at(out))).toEqual(filesOf(at(whole)));
  }, 60_000);
}); // prettier-ignore
