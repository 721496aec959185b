import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeWith } from '../rig.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const PYTHON = '/usr/bin/python3';
const missing = ['pandas', 'matplotlib'].filter(
  (name) => spawnSync(PYTHON, ['-c', `import ${name}`]).status !== 0,
);
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The code of a notebook, cell by cell. */
function cellsOf(path: string): string[] {
  const { cells } = JSON.parse(read(path)) as {
    cells: { cell_type: string; source: string[]; outputs?: unknown[] }[];
  };
  for (const { outputs = [] } of cells) expect(outputs).toEqual([]);
  return cells.filter((cell) => cell.cell_type === 'code').map(({ source }) => source.join(''));
}

describeWith(
  missing.map((name) => `python3-${name}`),
  'the notebook',
  () => {
    it('runs from top to bottom, and finds the numbers that memloop reports', async () => {
      const directory = scratch();
      await memloop(['run', 't-maze', '--seeds', '4', '--episodes', '80', '--out', 'my-run'], { directory });
      const found =
        'print(json.dumps({"final": final["mean"].to_dict(), "seeds": int(len(per_seed)), "figures": plt.get_fignums()}))';
      writeFileSync(
        join(directory, 'notebook.py'),
        [...cellsOf('examples/read-a-run.ipynb'), found].join('\n\n'),
      );
      const { status, stdout, stderr } = spawnSync(PYTHON, ['notebook.py'], {
        cwd: directory,
        encoding: 'utf8',
        env: { ...process.env, MPLBACKEND: 'Agg', MPLCONFIGDIR: directory },
      });
      expect(status, stderr).toBe(0);
      const { final, seeds, figures } = JSON.parse(stdout) as {
        final: Record<string, number>;
        seeds: number;
        figures: number[];
      };
      const { conditions } = JSON.parse(readFileSync(join(directory, 'my-run', 'summary.json'), 'utf8')) as {
        conditions: { name: string; final: { steps: { mean: number } } }[];
      };
      expect(conditions.map(({ name }) => name)).toEqual(Object.keys(final));
      for (const {
        name,
        final: { steps },
      } of conditions)
        expect(final[name]).toBeCloseTo(steps.mean, 9);
      expect({ seeds, figures }).toEqual({ seeds: 4, figures: [1, 2, 3] });
    });
  },
);

describe('CITATION.cff', () => {
  it('says what package.json says, and names the article', () => {
    const { version, license, description, keywords } = JSON.parse(read('package.json')) as Record<
      string,
      unknown
    >;
    const cited = parse(read('CITATION.cff')) as Record<string, unknown>;
    expect(cited).toMatchObject({
      'cff-version': '1.2.0',
      version,
      license,
      abstract: description,
      keywords,
    });
    expect(cited['references']).toMatchObject([{ type: 'article', doi: '10.1038/s42256-025-01149-w' }]);
    expect(read('LICENSE')).toContain((cited['authors'] as { name: string }[])[0].name);
  });
});
