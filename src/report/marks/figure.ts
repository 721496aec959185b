import { plot, type PlotOptions } from '@observablehq/plot';
import { createDocument } from 'domino';
import { escapeHtml } from '../page/html.js';
import { fitTexts } from './fitted-text.js';

/** One figure: its title and caption, and the drawing as a standalone SVG document. */
export interface Figure {
  /** file stem */
  name: string;
  title: string;
  caption: string;
  /** what it shows in one sentence, for readers who cannot see it; without one, they have the caption */
  finding?: string;
  svg: string;
  /** the drawings of which `svg` is made, if a page may put them side by side or one below the other */
  panels?: readonly string[];
  /** the same for a screen of 390 pixels, if the drawing would be too small there */
  narrow?: string;
}

/** Font size of figures, pixels; at 96 pixels per inch this is 8 points. */
export const FONT_SIZE = 11;

/** Width of a figure that spans two columns of a journal page, pixels. */
export const FULL_WIDTH = 680;

/** Families of the letters in figures. All but the last have the same widths (`letterWidths`). */
export const FONT = 'Arial, Arimo, Liberation Sans, Helvetica, Nimbus Sans, sans-serif';

/**
 * An Observable Plot specification as a standalone SVG document. Lines and text are `currentColor`: black on paper, and the
 * colour of the page inside a page. The same specification always gives the same bytes, unless it clips (Plot numbers its
 * clip paths).
 */
export function svgOf(specification: PlotOptions, description: string): string {
  const drawing = plot({
    className: 'memloop-figure',
    ...specification,
    document: createDocument() as NonNullable<PlotOptions['document']>,
  });
  drawing.setAttribute('font-family', FONT);
  drawing.setAttribute('font-size', String(FONT_SIZE));
  fitTexts(drawing);
  const head = `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeHtml(description)}"`;
  return xml(drawing.outerHTML as string).replace('<svg', () => head);
}

/** The start of a drawing: its tag, and its words. */
const HEAD = /^<svg [^>]*>(<title[^>]*>[^<]*<\/title>)?(<desc[^>]*>[^<]*<\/desc>)?/;

/** A drawing with a white background, for a file of its own. */
export function onPaper(svg: string): string {
  // Some viewers ignore a background in CSS, hence the rectangle too.
  return svg
    .replace('<svg ', '<svg style="color: #000; background: #fff" ')
    .replace(HEAD, '$&<rect width="100%" height="100%" fill="#fff"/>');
}

/** HTML serialisation as XML, without `&nbsp;` and without control characters from names. */
function xml(html: string): string {
  return html.replaceAll('&nbsp;', '&#160;').replace(/[^\P{Cc}\t\n\r]/gu, '');
}

/** The part of a DOM element that drawing needs. */
interface SvgElement {
  textContent: string | null;
  setAttribute(name: string, value: string): void;
  appendChild(child: SvgElement): SvgElement;
}

/** The part of a DOM document that drawing needs. */
interface SvgDocument {
  createElementNS(namespace: string, name: string): SvgElement;
}

/** An SVG element with its attributes. */
export function svgElement(
  document: SvgDocument,
  name: string,
  attributes: Record<string, string | number>,
): SvgElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}

/** Several drawings as one standalone SVG document: rows from top to bottom; drawings of one row stand side by side with equal widths. */
export function stacked(
  title: string,
  rows: readonly (string | readonly string[])[],
  heights: number[],
  fullWidth = FULL_WIDTH,
): string {
  const height = heights.reduce((sum, part) => sum + part, 0);
  const size = `width="${fullWidth}" height="${height}" viewBox="0 0 ${fullWidth} ${height}"`;
  const parts = rows.flatMap((row, part) => {
    const top = heights.slice(0, part).reduce((sum, above) => sum + above, 0);
    if (typeof row === 'string') return [row.replace('<svg ', `<svg y="${top}" `)];
    const width = fullWidth / row.length;
    return row.map((drawing, k) => drawing.replace('<svg ', `<svg x="${k * width}" y="${top}" `));
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size}><title>${escapeHtml(title)}</title>${parts.join('')}</svg>\n`;
}
