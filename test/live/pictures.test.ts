import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { LiveRun } from '../../src/live/live-run.js';
import { answer, howFar, withReach } from '../../src/live/page/answer.js';
import { opinionOf } from '../../src/live/page/columns.js';
import { curves } from '../../src/live/page/curves.js';
import { conditionRows, linkFacts } from '../../src/live/page/facts.js';
import { planeMap } from '../../src/live/page/plane-map.js';
import { ticks } from '../../src/live/page/scale.js';
import { stateMap } from '../../src/live/page/state-map.js';
import { inkOn, viridis } from '../../src/live/page/viridis.js';
import { conductances, weightMap } from '../../src/live/page/weight-map.js';
import type { ConditionState, RunState, RunView } from '../../src/live/page/wire.js';
import { pageAssets } from '../../src/live/server/page-assets.js';
import { placementOf } from '../../src/experiment/weights.js';
import type { Run } from '../../src/runs/run-directory.js';
import { root } from '../house.js';
import { malformation } from '../report/well-formed.js';

/** The view of a task, as its page is told. */
function viewOf(environment: string, more: object = {}): RunView {
  const experiment = parseExperiment({ environment, ...more });
  const devices = shippedDevices();
  const placement = [...placementOf(experiment, devices.devices)];
  const run = { directory: 'out', experiment, devices, manifest: { placement } } as unknown as Run;
  return JSON.parse(new LiveRun(run).view) as RunView;
}

const unknown: ConditionState = { seeds: 0, curve: null, final: null, now: null, costs: null };
const state = (conditions: readonly ConditionState[], shown = 0): RunState => ({
  progress: { done: 0, total: 6, share: 0, left: null },
  earlier: 0,
  conditions,
  shown,
  weights: null,
  link: null,
});
const zeros = ({ cells, heads }: RunView) => new Array<number>(cells * heads.length).fill(0);

describe('the sentence', () => {
  const view = viewOf('t-maze');

  it('says how far it is, and the number with its band', () => {
    const { conditions } = view;
    const known = { ...unknown, seeds: 413, final: { mean: 8.3149, reach: 0.1234 } };
    const now = state(conditions.map(() => known), 1); // prettier-ignore
    expect(answer(view, { ...now, progress: { done: 2, total: 5, share: 0.418, left: 11.2 } })).toBe(
      '41 % done, about 12 s left. After learning, self-correcting needs 8.31 ± 0.12 moves an episode (mean of 413 seeds with its 95 % interval).',
    );
  });

  it('says where a first seed is', () => {
    const now = { seed: 0, episode: 1240, curve: [30, 14.25] };
    expect(answer({ ...view, episodes: 10_000 }, state([{ ...unknown, now }]))).toBe(
      '0 % done. ideal is at episode 1,240 of 10,000 of its first seed, which now takes 14.3 moves an episode.',
    );
  });

  it('gives no interval that two seeds cannot have', () => {
    const two = { ...unknown, seeds: 2, final: { mean: 8.25, reach: null } };
    expect(answer(view, state([two]))).toContain('ideal needs 8.3 moves an episode (2 seeds)');
  });

  it.each([
    [8.3149, 0.1234, '8.31 ± 0.12'],
    [7.6221, 0.0653, '7.62 ± 0.07'],
    [21.3, 8.6, '21 ± 9'],
    [2153, 120, '2153 ± 120'],
    [6, 0, '6.00 ± 0.00'],
  ])('writes %f ± %f with digits that are certain', (mean, reach, text) => {
    expect(withReach(mean, reach)).toBe(text);
  });

  it.each([
    [89, '89 s'],
    [91, '2 min'],
    [36_000, '10.0 h'],
  ])('says %i s as %s', (left, text) => {
    expect(howFar({ done: 1, total: 2, share: 0.5, left })).toBe(`50 % done, about ${text} left`);
  });
});

describe('the drawings', () => {
  it('show value and policy of every state as the learner computes them', () => {
    const view = viewOf('t-maze');
    const weights = zeros(view);
    // State 0: value 0.25; action 1, to the east, is preferred.
    weights.splice(0, 3, 0.25, 0, 1);
    const svg = stateMap({ ...view, states: view.states! }, weights, 0.3, 500);
    expect(malformation(svg)).toBe('');
    expect(svg.match(/class="state"/g)).toHaveLength(9);
    expect(svg).toContain('>0.25</text>');
    // An arrow in state 0, where one action is likelier; dots or arrows elsewhere, but none at the reward.
    expect(svg.match(/class="(arrow|dot)"/g)).toHaveLength(8);
  });

  it('show the plane with its walls and goal', () => {
    const view = viewOf('water-maze');
    const svg = planeMap({ ...view, grid: view.grid!, scene: view.scene! }, zeros(view), 0.3, 480);
    expect(malformation(svg)).toBe('');
    expect(svg.match(/class="wall"/g)).toHaveLength(view.scene!.walls.length);
    expect(svg).toContain('class="goal"');
  });

  it('show conductances within the windows of the devices', () => {
    const view = viewOf('t-maze');
    const [low, high] = view.windows[4];
    const weights = zeros(view);
    weights[4] = 0.5;
    expect(conductances(view, weights)[4]).toBeCloseTo((low + high) / 2, 12);
    const svg = weightMap(view, conductances(view, weights), 'S', 600);
    expect(malformation(svg)).toBe('');
    expect(svg).toContain('µS');
  });

  it('show a band of two standard errors around a mean', () => {
    const view = viewOf('t-maze', { seeds: 5 });
    const curve = { mean: [10, 8], reach: [2, 1] };
    const svg = curves(view, state([unknown, { ...unknown, seeds: 3, curve }, unknown]), 600, 400);
    expect(malformation(svg)).toBe('');
    const band = /<path d="M([^"]*)z" fill="#0072B2"/.exec(svg)![1].split('L').map((point) => Number(point.split(' ')[1]));
    // From 10 + 2, which is the top of the picture, to 10 − 2, and from 8 + 1 to 8 − 1; pixels go down.
    const unit = (400 - 34 - 22) / 12;
    expect(band[0]).toBeCloseTo(22, 1);
    expect(band[3] - band[0]).toBeCloseTo(4 * unit, 1);
    expect(band[2] - band[1]).toBeCloseTo(2 * unit, 1);
  }); // prettier-ignore

  it('let the shown one of many conditions stand out', () => {
    const view = viewOf('t-maze', {
      conditions: [1, 2, 3, 4, 5].map((k) => ({ name: `c${k}`, bank: 'cycles', learningRate: k / 10 })),
    });
    const known = { ...unknown, seeds: 3, curve: { mean: [9, 8], reach: [1, 1] } };
    const svg = curves(view, state(view.conditions.map(() => known), 2), 600, 400); // prettier-ignore
    expect(svg.match(/class="faint"/g)).toHaveLength(4);
    expect(svg.match(/fill-opacity="0.2"/g)).toHaveLength(1);
  });

  it('never let a name become part of the page', () => {
    const name = `<img src=x onerror="alert(1)">'&`;
    const view = { ...viewOf('t-maze'), conditions: [{ name, exact: false, devices: 1, digital: false }] };
    const known = { ...unknown, seeds: 1, curve: { mean: [9, 8], reach: [1, 1] } };
    for (const html of [
      curves(view, state([known]), 600, 400),
      conditionRows(view, state([known])),
      linkFacts({ state: 'lost', model: name, serial: name, sent: 0, received: 0, quiet: null, reconnected: 1 }, name),
    ]) {
      expect(html).not.toContain('<img');
      expect(html).not.toMatch(/"[^<>]*onerror="/);
    }
  }); // prettier-ignore

  it('write on every colour with a contrast of 4.5', () => {
    const luminance = (colour: string) => {
      const [r, g, b] = colour.match(/\d+/g)!.map((channel) => {
        const share = Number(channel) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (let share = 0; share <= 1; share += 0.005) {
      const behind = luminance(viridis(share)) + 0.05;
      const contrast = inkOn(share) === '#000' ? behind / 0.05 : 1.05 / behind;
      expect(contrast).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('have round ticks within their range', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), (high) => {
        const all = ticks(0, high, 4);
        expect(all.length).toBeGreaterThan(1);
        expect(all.length).toBeLessThan(7);
        expect(all[0]).toBe(0);
        expect(all.at(-1)).toBeLessThanOrEqual(high * (1 + 1e-12));
      }),
    );
  });
});

describe('what columns say', () => {
  it('of an actor–critic is the value of its critic, and a softmax', () => {
    const { value, policy } = opinionOf({ heads: [-1, 0, 1] }, [0.4, 0.3, 0], 0.3);
    expect(value).toBe(0.4);
    expect(policy[0] / policy[1]).toBeCloseTo(Math.E, 10);
  });

  it('of action values is the highest of them', () => {
    expect(opinionOf({ heads: [0, 1, 2] }, [0.1, 0.7, 0.7], undefined)).toEqual({ value: 0.7, policy: [0, 0.5, 0.5] });
  }); // prettier-ignore
});

describe('the files of the page', () => {
  const assets = pageAssets(`${root}dist`);

  it('are all that its script imports, and no package', () => {
    const names = [...assets.keys()];
    expect(names).toContain('m/src/live/page/main.js');
    expect(names).toContain('m/src/report/page/html.js');
    for (const [name, { body }] of assets) {
      if (!name.endsWith('.js')) continue;
      for (const [, from] of body.matchAll(/\bfrom '([^']+)'/g)) {
        expect(from, name).toMatch(/^\.{1,2}\//);
        expect(names).toContain(new URL(from, `http://x/${name}`).pathname.slice(1));
      }
      expect(body, name).not.toMatch(/\bimport\(/);
    }
  });

  it('hold no inline script or style, which the policy forbids', () => {
    const html = assets.get('')!.body;
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
    const script = readFileSync(`${root}dist/src/live/page/main.js`, 'utf8');
    expect(script).not.toContain('eval');
  });

  it('are small', () => {
    const bytes = [...assets.values()].reduce((sum, { body }) => sum + body.length, 0);
    expect(bytes).toBeLessThan(80_000);
  });
});
