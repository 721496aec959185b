import { listed, noiseOf } from '../findings/finding-words.js';
import type { CostName } from '../../../experiment/comparison-plan.js';
import { paragraph } from '../../../report/page/caption.js';
import type { Figure } from '../../../report/marks/figure.js';
import { joined } from '../../../report/marks/panels.js';
import { costLabels } from '../amounts.js';
import type { Comparison } from '../comparison.js';
import { paretoPanel } from './pareto-panel.js';
import type { SchemeStyle } from './scheme-styles.js';

const PER_ROW = 2;

/** The name of the figure against a cost. */
export function paretoName(cost: CostName): string {
  return `pareto-${cost}`;
}

/** Final steps of every scheme against its cost, with the Pareto front: one panel per bank and noise. */
export function paretoFigure(comparison: Comparison, cost: CostName, styles: Map<string, SchemeStyle>): Figure {
  const { reference, ideal, groups } = comparison;
  const compared = groups.flatMap((group) => group.compared);
  const panels = groups.flatMap((group) => paretoPanel(group, comparison, cost, styles) ?? []);
  const title = `Final steps against ${costLabels[cost]}`;
  return {
    name: paretoName(cost),
    title,
    finding: frontInWords(comparison, cost),
    caption: paragraph(
      'Means over seeds with 95 % intervals; the best place is the lower left. Line and bold names: the front of schemes that no other scheme beats in both steps and cost. Percentages: how often a scheme would be on the front if the seeds were drawn again.',
      `Ring: ${reference}. Arrows: steps (↑) or cost (→) beyond the axis.`,
      compared.some(({ unranked }) => unranked) && 'Hollow: not ranked, because it acts on a digital copy of its weights or holds weights beyond 0 to 1.',
      ideal !== null && 'Dashed: ideal memory.',
    ),
    svg: joined(title, panels, PER_ROW).svg,
    panels: panels.map(({ svg }) => svg),
  };
} // prettier-ignore

/** The schemes of each front, as one sentence. */
function frontInWords(comparison: Comparison, cost: CostName): string {
  const fronts = comparison.groups.flatMap((group) => {
    const on = group.compared.filter((one) => one.front[cost]?.on).map(({ scheme }) => scheme);
    return on.length > 0 ? [`${noiseOf(group, comparison)}: ${listed(on)}`] : [];
  });
  return `On the front, with ${fronts.join('; with ')}.`;
}
