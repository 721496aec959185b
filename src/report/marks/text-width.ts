import { withoutShared } from '../../core/without-shared.js';
import { letterWidths } from './letter-widths.js';

/** Width of a letter that is not in the table, thousandths of the font size. */
const OTHER = 600;

/** Width of a text in Arial and the fonts that have its widths, pixels. @param size of the font, pixels */
export function textWidth(text: string, size: number, bold = false): number {
  const widths = bold ? letterWidths.bold : letterWidths.regular;
  let sum = 0;
  for (const letter of text) sum += widths.get(letter) ?? OTHER;
  return (sum / 1000) * size;
}

/** Whether the widths of all letters of a text are known. */
export function isMeasurable(text: string): boolean {
  return Array.from(text).every((letter) => letterWidths.regular.has(letter));
}

/**
 * Labels of at most some width. Where one is longer, all lose the words that they share, part by part:
 * "learningRate 0.1 / noise read" becomes "0.1 / read" beside "0.2 / read".
 *
 * @param width, @param size pixels
 */
export function shortenedApart(labels: readonly string[], width: number, size: number): string[] {
  const fits = labels.every((label) => textWidth(label, size, true) <= width);
  const short = fits ? labels : withoutShared(labels);
  return short.map((label) => shortenedTo(label, width, size));
}

/** A text of at most some width; a longer one ends in an ellipsis. @param width, @param size pixels */
export function shortenedTo(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  let length = text.length - 1;
  while (length > 1 && textWidth(`${text.slice(0, length)}…`, size) > width) length--;
  return `${text.slice(0, length)}…`;
}
