import { describe, expect, it } from 'vitest';
import { referenceMemory } from '../../envs/platform-protocol.js';
import { FONT_SIZE, FULL_WIDTH } from '../../src/report/marks/figure.js';
import { figures } from '../../src/report/page/figures.js';
import { KEY_WIDTH, mapPanels, PANEL_SIDE } from '../../src/report/marks/map-panels.js';
import { isBlank, sceneOf } from '../../src/report/scenes/scene.js';
import { sampleCondition, sampleSummary, sceneOfTask } from './sample-summary.js';
import { malformation } from './well-formed.js';

const grid = { side: 14, extent: 10, width: 1.6 };
const weights = Array.from({ length: grid.side ** 2 }, (_, cell) => cell / 196);

const drawn = (environment: string) =>
  figures(
    sampleSummary({
      environment,
      grid,
      conditions: [
        sampleCondition('ideal', 0.9, { criticWeights: { mean: weights, standardDeviation: weights } }),
      ],
    }),
  );

describe('figures of the circular pool', () => {
  it.each(['pool-reference-memory', 'pool-matching-to-place'])('are steps and value: %s', (environment) => {
    const found = drawn(environment);
    expect(found.map(({ name }) => name)).toEqual(['steps', 'value']);
    for (const { svg } of found) {
      expect(malformation(svg)).toBe('');
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(found[1].caption).toMatch(/wall of the pool/);
  });

  it('show the platform only where it stays, and where the task has it', () => {
    const circles = (environment: string) => drawn(environment)[1].svg.match(/<circle/g)?.length;
    expect(circles('pool-matching-to-place')).toBe(1);
    expect(circles('pool-reference-memory')).toBe(3);
    const { goal } = sceneOfTask('pool-reference-memory');
    const platform = new Float64Array(2);
    referenceMemory.place(platform);
    expect(Array.from(platform)).toEqual([goal!.x, goal!.y]);
  });

  it('leave room for 10 beside −10 between panels, and fill two columns of a journal', () => {
    const conditions = sampleSummary().conditions;
    const { width, marginLeft } = mapPanels(conditions, 10);
    expect(width).toBe(FULL_WIDTH);
    const between = (width! - marginLeft! - KEY_WIDTH - conditions.length * PANEL_SIDE) / 2;
    const [ten, minusTen] = [2, 3].map((characters) => 0.6 * FONT_SIZE * characters);
    expect(between).toBeGreaterThan((ten + minusTen) / 2 + 5);
  });

  it('are blank outside the pool only', () => {
    const outside = (x: number, y: number) => isBlank(sceneOfTask('pool-matching-to-place'), { x, y });
    expect([outside(0, 9.99), outside(7.08, 7.08)]).toEqual([false, true]);
    expect(sceneOf({}).isBlank(100, 100)).toBe(false);
  });
});
