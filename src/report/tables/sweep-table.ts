import type { Summary } from '../../runs/summary.js';
import type { Sweep } from '../../experiment/sweep.js';
import { outcomeCells, outcomeHeadings, outcomes } from './condition-table.js';
import { escapeHtml, htmlTable } from '../page/html.js';
import { sweepAxes, sweepPlace } from '../marks/sweep-grid.js';

/** What each combination of a sweep came to, as an HTML table with a column a setting. */
export function sweepTable(summary: Summary, sweep: Sweep): string {
  const axes = sweepAxes(sweep);
  return htmlTable(
    outcomes(summary),
    [...axes.map(({ name }) => escapeHtml(name)), ...outcomeHeadings(summary)],
    summary.conditions.map((condition, i) => {
      const place = sweepPlace(axes, i);
      const values = axes.map(({ values }, axis) => escapeHtml(String(values[place[axis]])));
      return [...values, ...outcomeCells(condition, summary)];
    }),
  );
}
