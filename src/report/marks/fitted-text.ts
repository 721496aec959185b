import { isMeasurable, textWidth } from './text-width.js';

/** The part of a DOM element that measuring needs. */
export interface TextElement {
  readonly localName: string;
  readonly textContent: string | null;
  readonly parentNode: TextElement | null;
  readonly childNodes: ArrayLike<{ readonly nodeType: number }>;
  getAttribute?(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selectors: string): ArrayLike<TextElement>;
}

const TEXT_NODE = 3;

/**
 * Gives every line of text of a drawing the length that it has in Arial, so that it stays in its place where another font
 * is drawn: viewers stretch or squeeze its letters. Texts stay texts, which can be searched, read aloud and edited.
 */
export function fitTexts(drawing: TextElement): void {
  for (const element of Array.from(drawing.querySelectorAll('text, tspan'))) {
    const words = ownText(element);
    if (words.trim().length < 2 || !isMeasurable(words)) continue;
    const size = Number.parseFloat(inherited(element, 'font-size') ?? '');
    const weight = inherited(element, 'font-weight') ?? 'normal';
    if (!(size > 0)) continue;
    element.setAttribute('textLength', textWidth(words, size, isBold(weight)).toFixed(1));
    element.setAttribute('lengthAdjust', 'spacingAndGlyphs');
  }
}

/** The letters of an element that has nothing but letters; empty for one with lines of its own. */
function ownText({ childNodes, textContent }: TextElement): string {
  const letters = Array.from(childNodes).every(({ nodeType }) => nodeType === TEXT_NODE);
  return letters ? (textContent ?? '') : '';
}

function inherited(element: TextElement, name: string): string | null {
  for (let at: TextElement | null = element; at?.getAttribute; at = at.parentNode) {
    const value = at.getAttribute(name);
    if (value !== null) return value;
  }
  return null;
}

function isBold(weight: string): boolean {
  return weight === 'bold' || Number(weight) >= 600;
}
