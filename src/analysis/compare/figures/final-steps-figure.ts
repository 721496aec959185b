import { paragraph } from '../../../report/page/caption.js';
import type { Figure } from '../../../report/marks/figure.js';
import { joined, type Panel } from '../../../report/marks/panels.js';
import type { Compared, Comparison } from '../comparison.js';
import { steps, withInterval } from '../amounts.js';
import { findings, taken } from '../findings/finding.js';
import { title as heading } from '../findings/title.js';
import { listed, nameOf, noiseOf } from '../findings/finding-words.js';
import { finalStepsPanel } from './final-steps-panel.js';
import type { SchemeStyle } from './scheme-styles.js';
import type { StepsMeasure } from './steps-measure.js';
import { groupStepsAxis } from './steps-axis.js';

/** The width of a panel where there are one, two or three in a row, pixels. */
const WIDTHS = [680, 522, 344];

/** Steps of every scheme with intervals, the best on top: one panel per bank and noise. */
export function finalStepsFigure(comparison: Comparison, styles: Map<string, SchemeStyle>, measure: StepsMeasure): Figure {
  const { reference, ideal, groups } = comparison;
  const compared = groups.flatMap((group) => group.compared);
  const equals = [...new Set(compared.filter(({ sameAs }) => sameAs.length > 0).map(nameOf))];
  const panels = finalStepsPanels(comparison, styles, measure);
  const { name, title } = measure;
  return {
    name,
    title,
    finding: `${wordsOf(comparison)}.`,
    caption: paragraph(
      'Means over seeds with 95 % intervals, the best on top. Bold: the scheme to take.',
      findings(comparison).some((finding) => measure.tied(finding).length > 0) && 'Shaded: schemes that cannot be told apart from the best.',
      `Line and ◄: ${reference}.`,
      ideal !== null && 'Dashed: ideal memory.',
      compared.some(measure.untuned) && 'Filled: tuned. Hollow: default settings.',
      compared.some(({ unranked }) => unranked) && 'Last rows, pale: not ranked, because they act on a digital copy of their weights or hold weights beyond 0 to 1.',
      equals.length > 0 && `Exactly the same: ${listed(equals)}.`,
      'One hue for each family of schemes. An arrow: beyond the axis. Each panel has its own axis.',
    ),
    svg: joined(title, panels, perRow(panels.length)).svg,
    panels: panels.map(({ svg }) => svg),
  };
} // prettier-ignore

/** The findings as one sentence: with which noise to take which scheme, with its steps. */
function wordsOf(comparison: Comparison): string {
  const numbers = findings(comparison).map((finding) => {
    const one = taken(finding);
    const value = finding.atBudget?.budget?.steps ?? one.final;
    return `${noiseOf(finding.group, comparison)}: ${one.scheme} takes ${withInterval(value, steps)} steps`;
  });
  return numbers.length > 0 ? numbers.join('; ') : heading(comparison);
}

/** The panels of the figure. @param maximum number of panels */
export function finalStepsPanels(comparison: Comparison, styles: Map<string, SchemeStyle>, measure: StepsMeasure, maximum = Infinity): Panel[] {
  const { ideal, reference, groups } = comparison;
  const found = findings(comparison);
  const shown = groups.slice(0, maximum);
  const key = (one: Compared) => measure.of(one)?.value ?? Number.MAX_VALUE;
  return shown.map((group) => {
    const own = found.find((one) => one.group === group);
    const rows = group.compared.toSorted((a, b) => Number(a.unranked !== null) - Number(b.unranked !== null) || key(a) - key(b));
    return finalStepsPanel(
      {
        heading: noiseOf(group, comparison), rows, measure, reference, ideal: ideal?.final.value,
        take: own && measure.take(own), tied: own ? measure.tied(own) : [],
      },
      styles, groupStepsAxis(group, comparison, [], measure), WIDTHS[perRow(shown.length) - 1],
    );
  });
} // prettier-ignore

/** Panels in a row: at most three, and no row with a single one. */
function perRow(panels: number): number {
  return panels === 4 ? 2 : Math.min(panels, 3);
}
