import { expect, it } from 'vitest';
import { deepFinding } from '../../src/identify/deep/deep-finding.js';
import { identifyDeep } from '../../src/identify/deep/identify-deep.js';
import { farthest, orderedDeep } from '../../src/identify/deep/same-network.js';
import { compiledColumns } from '../../src/kernel/compiled-columns.js';
import { deepTeacherOf, rowsOf } from '../identify/deep-teacher.js';

it('finds 12 of 20 networks 2-3-3-1 of tanh exactly, and none wrongly', { timeout: 900_000 }, () => {
  let [exact, wrong] = [0, 0];
  for (let seed = 0; seed < 20; seed++) {
    const { layers, probes } = deepTeacherOf('tanh', seed);
    const finding = deepFinding(
      identifyDeep(probes, { activation: 'tanh', layers: 2, make: compiledColumns }),
    );
    const isExact = farthest(orderedDeep(rowsOf(finding), 'odd'), orderedDeep(layers, 'odd')) < 1e-6;
    if (!finding.identified) continue;
    if (isExact) exact++;
    else wrong++;
  }
  expect(wrong).toBe(0);
  expect(exact).toBeGreaterThanOrEqual(12);
});
