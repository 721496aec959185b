import { textWidth } from './text-width.js';

/** A text as lines of at most some width, broken between words. @param width, @param size of the font, pixels */
export function textLines(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, size, bold) > width) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}
