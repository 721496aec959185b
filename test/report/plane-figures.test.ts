import { describe, expect, it } from 'vitest';
import { blocked } from '../../envs/water-maze.js';
import type { ConditionSummary, Summary } from '../../src/runs/summary.js';
import { figures } from '../../src/report/page/figures.js';
import { runs } from '../../src/report/marks/level-map.js';
import { meanDirections } from '../../src/report/scenes/policy.js';
import { isBlank } from '../../src/report/scenes/scene.js';
import { reportPage } from '../../src/report/page/report-page.js';
import { SQUARES, valueMap, valueRange } from '../../src/report/scenes/value-map.js';
import { sampleCondition, sampleManifest, sampleSummary, sceneOfTask } from './sample-summary.js';
import { malformation } from './well-formed.js';

const inWall = (x: number, y: number) => isBlank(sceneOfTask('water-maze'), { x, y });
const grid = { side: 11, extent: 6, width: 0.75 };
const CELLS = 121;
const EAST = 2;

const spread = <Values>(mean: Values) => ({ mean, standardDeviation: mean });
const actor = (weight: (cell: number, action: number) => number) =>
  Array.from({ length: CELLS }, (_, cell) => Array.from({ length: 8 }, (_, action) => weight(cell, action)));

/** A condition whose value rises with the cells' numbers, from below, and that always goes east. */
function planeCondition(name: string, changes: Partial<ConditionSummary> = {}): ConditionSummary {
  return sampleCondition(name, 0.7, {
    settings: { temperature: 0.15 },
    criticWeights: spread(Array.from({ length: CELLS }, (_, cell) => cell / CELLS)),
    actorWeights: spread(actor((_, action) => (action === EAST ? 5 : 0))),
    ...changes,
  });
}

function planeSummary(conditions = 3, changes: Partial<Summary> = {}): Summary {
  const names = Array.from({ length: conditions }, (_, i) => `condition ${i}`);
  return sampleSummary({
    environment: 'water-maze',
    grid,
    conditions: names.map((name) => planeCondition(name)),
    ...changes,
  });
}

const names = (summary: Summary) => figures(summary).map(({ name }) => name);
const of = (summary: Summary, name: string) => figures(summary).find((figure) => figure.name === name)!;
const size = (svg: string) =>
  svg
    .match(/ width="(\d+)" height="(\d+)"/)!
    .slice(1)
    .map(Number);

describe('figures of tasks in the plane', () => {
  const drawn = figures(planeSummary());

  it('are those of the article for the water maze', () => {
    expect(drawn.map(({ name }) => name)).toEqual([
      'fig5b-steps',
      'fig5a-task',
      'fig5c-policy',
      'fig5d-value',
    ]);
  });

  it('are the same bytes at each call', () => {
    expect(figures(planeSummary())).toEqual(drawn);
  });

  it('are standalone, well-formed SVG without identifiers or references, and small', () => {
    for (const { svg } of drawn) {
      expect(malformation(svg)).toBe('');
      expect(svg).not.toMatch(/NaN|undefined|Infinity|\sid=|url\(|href=|&nbsp;/);
      expect(svg.length).toBeLessThan(250_000);
    }
  });

  it('stand in rows of three at most', () => {
    for (const name of ['fig5c-policy', 'fig5d-value']) {
      const [width, height] = size(of(planeSummary(3), name).svg);
      expect(width).toBe(680);
      expect(size(of(planeSummary(1), name).svg)[0]).toBeLessThan(width / 2);
      expect(size(of(planeSummary(5), name).svg)[0]).toBe(width);
      expect(size(of(planeSummary(5), name).svg)[1]).toBeGreaterThan(1.8 * height);
    }
  });

  it('name every condition', () => {
    for (const { name, svg } of drawn.filter(({ name }) => name !== 'fig5a-task'))
      for (let i = 0; i < 3; i++) expect(`${name}: ${svg}`).toContain(`>condition ${i}</text>`);
  });

  it('are not drawn without a grid', () => {
    const { grid: _, ...without } = planeSummary();
    expect(names(without)).toEqual(['fig5b-steps', 'critic-weights']);
  });

  it('show only the value if task or moves differ', () => {
    expect(names(planeSummary(1, { environment: 'other' }))).toEqual(['steps', 'value']);
    const few = planeCondition('four moves', { actorWeights: spread(actor(() => 0).map((w) => w.slice(4))) });
    expect(names(planeSummary(1, { conditions: [few] }))).not.toContain('fig5c-policy');
    const cold = planeCondition('no temperature', { settings: {} });
    expect(names(planeSummary(1, { conditions: [cold] }))).not.toContain('fig5c-policy');
  });

  it('say of an open-loop learner that they show its devices', () => {
    const { criticWeights, actorWeights } = planeCondition('');
    const open = planeCondition('open', { believed: { criticWeights, actorWeights } });
    for (const { caption } of figures(planeSummary(1, { conditions: [open] })).slice(2))
      expect(caption).toMatch(/For open, the map shows the weights in the devices/);
  });

  it('are in the page in their order, with the weights folded away', () => {
    const page = reportPage(planeSummary(), sampleManifest);
    const order = [...page.matchAll(/<figure id="([\w-]+)"/g)].map(([, name]) => name);
    expect(order).toEqual(drawn.map(({ name }) => name));
    expect(page).toMatch(/<details>.*w120.*<\/details>/s);
    expect(malformation(page.replace(/<meta[^>]*\/>/g, ''))).toBe('');
  });
});

describe('meanDirections', () => {
  it('point where every cell leads', () => {
    for (const { degrees, length } of meanDirections(planeCondition('east'), grid)) {
      expect(degrees).toBeCloseTo(90);
      expect(length).toBeGreaterThan(0.99);
    }
  });

  it('are none where no direction is preferred', () => {
    const undecided = planeCondition('undecided', { actorWeights: spread(actor(() => 0.4)) });
    for (const { length } of meanDirections(undecided, grid)) expect(length).toBe(0);
  });

  it('follow the weights of the cells around', () => {
    const action = (cell: number) => (cell % 11 < 5 ? 4 : 7);
    const split = planeCondition('split', {
      actorWeights: spread(actor((cell, a) => (a === action(cell) ? 1 : 0))),
    });
    const directions = meanDirections(split, grid);
    expect(Math.abs(directions[0].degrees)).toBeCloseTo(180);
    expect(directions[10].degrees).toBeCloseTo(-45);
  });

  it('are longer at a lower temperature', () => {
    const weights = { actorWeights: spread(actor((_, action) => (action === EAST ? 0.3 : 0))) };
    const length = (temperature: number) =>
      meanDirections(planeCondition('', { ...weights, settings: { temperature } }), grid)[60].length;
    expect(length(0.1)).toBeGreaterThan(length(0.3));
    const odds = Math.exp((0.3 * fieldSum(0.75, 1.2)) / 0.1);
    // The other seven cancel but for the west's missing partner: (e − 1) / (e + 7).
    expect(length(0.1)).toBeCloseTo((odds - 1) / (odds + 7), 3);
  });
});

describe('the arrows', () => {
  it('stand at every centre outside the wall', () => {
    const [, arrows] = of(planeSummary(1), 'fig5c-policy').svg.match(
      /<g[^>]*aria-label="vector"[^>]*>(.*?)<\/g>/s,
    )!;
    const free = meanDirections(planeCondition(''), grid).filter(
      ({ x, y }) => !blocked(Float64Array.of(x, y)),
    );
    expect(arrows.match(/<path/g)).toHaveLength(free.length);
    expect(arrows.match(/rotate\(90\)/g)).toHaveLength(free.length);
  });
});

describe('the value map', () => {
  const isNever = () => false;

  it('is blank in the wall, and only there', () => {
    const map = valueMap([new Array<number>(CELLS).fill(1)], grid, inWall);
    map.forEach((value, square) => {
      const middle = (i: number) => -6 + ((i + 0.5) * 12) / SQUARES;
      const isBlocked = blocked(
        Float64Array.of(middle(square % SQUARES), middle(Math.floor(square / SQUARES))),
      );
      expect(Number.isNaN(value)).toBe(isBlocked);
    });
  });

  it('has its extremes where the weights have theirs', () => {
    const weights = new Array<number>(CELLS).fill(0);
    weights[0] = -1;
    weights[10] = 2;
    const map = valueMap([weights], grid, isNever);
    const [low, high] = valueRange([map]);
    expect(map[0]).toBe(low);
    expect(map[SQUARES - 1]).toBe(high);
    expect(high).toBeCloseTo(2 * 0.532, 1);
    expect(low).toBeCloseTo(-0.532, 1);
    expect(map.at(-1)).toBeCloseTo(0);
  });

  it('has a range even if it is flat', () => {
    expect(valueRange([valueMap([new Array<number>(CELLS).fill(0)], grid, isNever)])).toEqual([0, 1]);
  });

  it('becomes runs that cover every square once, none in the wall', () => {
    const map = valueMap([planeCondition('').criticWeights.mean], grid, inWall);
    const found = runs(map, 6, valueRange([map]), 48);
    const covered = found.reduce((sum, { x1, x2 }) => sum + x2 - x1, 0) * (SQUARES / 12);
    expect(covered).toBeCloseTo(map.filter((value) => !Number.isNaN(value)).length);
    for (const { level, x1, x2, y } of found) {
      expect(level).toBeGreaterThanOrEqual(0);
      expect(level).toBeLessThan(48);
      expect(inWall((x1 + x2) / 2, y)).toBe(false);
    }
  });
});

/** Σ_j x_j at a centre far from the edge, with fields of this width a pitch apart. */
function fieldSum(width: number, pitch: number): number {
  const along = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].reduce(
    (sum, i) => sum + Math.exp(-((i * pitch) ** 2) / (2 * width * width)),
    0,
  );
  return along ** 2 / (width * Math.sqrt(2 * Math.PI));
}
