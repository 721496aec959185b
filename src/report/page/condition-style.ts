import type { ConditionSummary } from '../../runs/summary.js';
import { HUE } from '../marks/palette.js';

/** How a condition is drawn in every figure. Dashes differ too, and labels stand beside the lines, so that no reader depends on colour. */
export interface ConditionStyle {
  colour: string;
  /** SVG stroke-dasharray, or 'none' */
  dash: string;
  strokeWidth: number;
}

/** The style of the learner with ideal memory: thin and dashed, in the colour of the text. */
export const IDEAL_STYLE: ConditionStyle = { colour: 'currentColor', dash: '4 2.5', strokeWidth: 1 };

const COLOURS = Object.values(HUE);
const DASHES = ['none', '7 2 1.5 2', '1.5 2', '9 3', '7 2 1.5 2 1.5 2', '4 1.5'];

/** The condition with ideal memory, if the run has one; figures compare the others with it. */
export function idealOf(conditions: ConditionSummary[]): ConditionSummary | undefined {
  return conditions.find(({ exact }) => exact);
}

/** Whether this learner acts on a digital copy of its weights and never reads its devices back. */
export function isOpenLoop(condition: ConditionSummary): boolean {
  return condition.believed !== undefined;
}

/** The styles of a run's conditions, in the same order. */
export function conditionStyles(conditions: ConditionSummary[]): ConditionStyle[] {
  const ideal = idealOf(conditions);
  const others = conditions.filter((condition) => condition !== ideal);
  return conditions.map((condition) =>
    condition === ideal ? IDEAL_STYLE : styleNumber(others.indexOf(condition)),
  );
}

/** The style of the condition with this number; ideal memory does not count. */
export function styleNumber(index: number): ConditionStyle {
  return {
    colour: COLOURS[index % COLOURS.length],
    dash: DASHES[index % DASHES.length],
    strokeWidth: 1.75,
  };
}
