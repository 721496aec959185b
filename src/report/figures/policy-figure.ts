import { dot, text, vector, type Markish } from '@observablehq/plot';
import type { CellGrid } from '../../../envs/place-cells.js';
import type { Scene } from '../../../envs/scene.js';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { count, inWords, paragraph } from '../page/caption.js';
import { isOpenLoop } from '../page/condition-style.js';
import { hasCritic } from '../page/heads.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { mapLabels, mapPanels, PANEL, PANEL_SIDE, panelNumber } from '../marks/map-panels.js';
import { meanDirections } from '../scenes/policy.js';
import { isBlank, sceneMarks } from '../scenes/scene.js';
import { FADED } from '../marks/palette.js';

/** Opacity of an arrow without preference; one that is certain hides what is behind it. */
const FAINTEST = FADED.line;
/** Length below which a dot replaces the arrow. */
const MINIMUM_LENGTH = 0.05;
/** Lengths of the arrows in the key. */
const SAMPLES = [1, 0.75, 0.5, 0.25, 0];

/** Fig. 5c: the mean direction of the policy at every place, one map per condition; undefined unless moves are directions of the compass. */
export function policyFigure(summary: Summary, grid: CellGrid): Figure | undefined {
  const { task, conditions } = summary;
  const { scene } = task ?? {};
  if (!scene?.moves) return undefined;
  const directions = scene.moves.names.length;
  if (!conditions.every((condition) => hasPolicy(condition, directions))) return undefined;
  return {
    name: task?.figures?.policy ?? 'policy',
    title: 'Policy by place',
    caption: caption(summary, directions, scene),
    svg: draw(conditions, grid, scene),
  };
}

function hasPolicy(condition: ConditionSummary, directions: number): boolean {
  const { actorWeights, actionValues, settings } = condition;
  if (actionValues) return actionValues.mean[0]?.length === directions;
  return actorWeights.mean[0]?.length === directions && typeof settings['temperature'] === 'number';
}

function draw(conditions: ConditionSummary[], grid: CellGrid, scene: Scene): string {
  const pitch = (2 * grid.extent) / (grid.side - 1);
  const reach = grid.extent + 0.5 * pitch;
  const pixelsPerUnit = PANEL_SIDE / (2 * reach);
  return svgOf(
    {
      ...mapPanels(conditions, reach),
      opacity: { type: 'linear', domain: [0, 1], range: [FAINTEST, 1] },
      length: { type: 'linear', domain: [0, 1], range: [0, 0.95 * pitch * pixelsPerUnit] },
      marks: [
        ...sceneMarks(scene, pixelsPerUnit),
        ...arrows(conditions, grid, scene),
        ...mapLabels(conditions, grid.extent),
        ...arrowKey(),
      ],
    },
    `Policy by place: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

function arrows(conditions: ConditionSummary[], grid: CellGrid, scene: Scene): Markish[] {
  const all = conditions.flatMap((condition, i) =>
    meanDirections(condition, grid)
      .filter((place) => !isBlank(scene, place))
      .map((direction) => ({ ...direction, ...panelNumber(i) })),
  );
  const isShort = ({ length }: { length: number }) => length < MINIMUM_LENGTH;
  return [
    dot(all.filter(isShort), {
      ...PANEL,
      x: 'x',
      y: 'y',
      r: 1.25,
      fill: 'currentColor',
      fillOpacity: 'length',
    }),
    vector(
      all.filter((direction) => !isShort(direction)),
      {
        ...PANEL,
        x: 'x',
        y: 'y',
        length: 'length',
        rotate: 'degrees',
        strokeOpacity: 'length',
        strokeWidth: 1.25,
      },
    ),
  ];
}

/** Sample arrows with their lengths, beside the panels. */
function arrowKey(): Markish[] {
  const at = (line: number) => ({ facet: 'super', frameAnchor: 'top-right', dy: 56 + 17 * line }) as const;
  const heading = 'length of\nthe mean\ndirection';
  return [
    text([heading], { facet: 'super', frameAnchor: 'top-right', textAnchor: 'start', dx: 14 }),
    ...SAMPLES.flatMap((length, i) => [
      length > 0
        ? vector([length], {
            ...at(i),
            dx: 24,
            rotate: 90,
            length: [length],
            strokeOpacity: [length],
            strokeWidth: 1.25,
          })
        : dot([length], { ...at(i), dx: 24, r: 1.25, fill: 'currentColor', fillOpacity: [length] }),
      text([String(length)], { ...at(i), dx: 38, textAnchor: 'start', lineAnchor: 'middle' }),
    ]),
  ];
}

function caption({ seeds, conditions }: Summary, directions: number, { legend }: Scene): string {
  const open = conditions.filter(isOpenLoop).map(({ name }) => name);
  return paragraph(
    'Mean direction of the policy at the centre of each place cell after the last episode:',
    seeds > 1 ? `from the mean weights over ${count(seeds, 'seed')}.` : 'one seed.',
    hasCritic(conditions[0])
      ? `An arrow is the mean of the ${inWords(directions)} directions, weighted by their probabilities.`
      : 'An arrow is the direction with the highest action value, without the exploration of the policy.',
    'Length and strength show the length of this mean: 1 if one move is certain, 0 (a dot) if no direction is preferred.',
    legend,
    open.length > 0 &&
      `For ${open.join(', ')}, the map shows the weights in the devices, not the digital copy that the learner acts on.`,
  );
}
