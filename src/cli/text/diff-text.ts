import { amount, steps, withInterval } from '../../analysis/compare/amounts.js';
import {
  changeLines,
  diffAnswers,
  digitalSentences,
  place,
  seedSentence,
} from '../../analysis/diff/diff-sentences.js';
import {
  quantityNames,
  type ConditionDifference,
  type QuantityName,
  type RunDifference,
} from '../../analysis/diff/run-difference.js';
import { printable } from '../../core/printable.js';
import { textTable } from './text-table.js';
import { wrapped } from './wrapped.js';

const WIDTH = 80;

/** How each quantity is called and written. */
const quantities: Record<QuantityName, { words: string; write: (value: number) => string }> = {
  steps: { words: 'final steps', write: steps },
  pulses: { words: 'pulses', write: signed((value) => amount('pulses', value)) },
  reads: { words: 'reads', write: signed((value) => amount('reads', value)) },
  energy: { words: 'energy', write: signed((value) => amount('energy', value)) },
  valueError: { words: 'value error', write: signed((value) => String(Number(value.toPrecision(2)))) },
};

/** Two runs compared, as text in 80 columns: the answer, what differs between them, and a table for each pair of conditions. */
export function diffText(difference: RunDifference): string {
  const { a, b, changes, pairs, left } = difference;
  const same = changes.length === 0 && pairs.every((pair) => pair.changes.length === 0);
  const between = [
    ...lines([`A: ${a.directory}`, `B: ${b.directory}`, aboutRuns(difference)]),
    ...(same ? ['Settings, devices, version and engine are the same.'] : []),
    ...titled('What differs (A | B):', changeLines(changes)),
    ...titled('Only in A:', left.a),
    ...titled('Only in B:', left.b),
  ];
  const sections = [
    lines([...diffAnswers(difference), ...digitalSentences(difference)]).join('\n'),
    between.join('\n'),
    ...pairs.map((pair) => pairText(pair)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function aboutRuns(difference: RunDifference): string {
  const better = difference.moreIsBetter ? ' In this task more steps are better.' : '';
  return `${difference.environment}. ${seedSentence(difference)}${better}`;
}

function pairText(pair: ConditionDifference): string {
  const rows = quantityNames.flatMap((name) => {
    const found = pair.quantities[name];
    const { words, write } = quantities[name];
    return found ? [[words, write(found.a), write(found.b), withInterval(found.difference, write)]] : [];
  });
  const table = textTable([['mean per seed', 'A', 'B', 'B − A [95 %]'], ...rows]);
  const heading = [...lines([place(pair)]), ...titled('What differs (A | B):', changeLines(pair.changes))];
  return [...heading, table.trimEnd()].join('\n');
}

/** A writer of numbers that may be negative. */
function signed(write: (value: number) => string): (value: number) => string {
  return (value) => `${value < 0 ? '−' : ''}${write(Math.abs(value))}`;
}

function titled(title: string, items: readonly string[]): string[] {
  return items.length > 0 ? [title, ...lines(items, 2)] : [];
}

/** Sentences on lines of their own, fit for a terminal. */
function lines(sentences: readonly string[], indent = 0): string[] {
  return sentences.flatMap((sentence) => wrapped(printable(sentence), WIDTH, indent));
}
