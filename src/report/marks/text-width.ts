/** Widths of characters of Helvetica in thousandths of the font size (Adobe's metrics), by groups of equal width. */
const WIDTHS: readonly (readonly [string, number])[] = [
  ["'", 191],
  ['ijl', 222],
  ['|,.:;!/\\[] tfI·†‹›()`', 278],
  ['-r', 333],
  ['*"', 370],
  ['ckvxyzsJ', 500],
  ['FTZL', 611],
  ['+<>=~−×', 584],
  ['ABEKPSVXY&', 667],
  ['CDHNRUw', 722],
  ['GOQ', 778],
  ['mM', 833],
  ['W%', 944],
  ['@…→←', 1000],
];
const OTHER = 556;
const BOLD = 1.08;

/** Width of a text in Helvetica or Arial, pixels. @param size of the font, pixels */
export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const character of text)
    sum += WIDTHS.find(([characters]) => characters.includes(character))?.[1] ?? OTHER;
  return (sum / 1000) * size * (bold ? BOLD : 1);
}

/** A text of at most some width; a longer one ends in an ellipsis. @param width, @param size pixels */
export function shortenedTo(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  let length = text.length - 1;
  while (length > 1 && textWidth(`${text.slice(0, length)}…`, size) > width) length--;
  return `${text.slice(0, length)}…`;
}
