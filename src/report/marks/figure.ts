import { plot, type PlotOptions } from '@observablehq/plot';
import { createDocument } from 'domino';
import { escapeHtml } from '../page/html.js';

/** One figure: what it shows in words, and the drawing as a standalone SVG document. */
export interface Figure {
  /** file stem */
  name: string;
  title: string;
  caption: string;
  svg: string;
}

/** Type size of every text in every figure, pixels; at 96 pixels an inch this is 8 points. */
export const FONT_SIZE = 11;

/** Width of a figure across two columns of a journal's page, pixels. */
export const FULL_WIDTH = 680;

const FONT = 'Helvetica, Arial, Liberation Sans, sans-serif';

/**
 * An Observable Plot specification as a standalone SVG document. Ink is `currentColor`: black on paper,
 * and the page's own colour where the drawing is part of a page. Nothing in it depends on when or where
 * it was drawn, as long as the specification clips nothing (Plot numbers clip paths as it goes).
 */
export function svgOf(specification: PlotOptions, description: string): string {
  const drawing = plot({
    className: 'memloop-figure',
    ...specification,
    document: createDocument() as NonNullable<PlotOptions['document']>,
  });
  drawing.setAttribute('font-family', FONT);
  drawing.setAttribute('font-size', String(FONT_SIZE));
  const head = `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeHtml(description)}"`;
  return xml(drawing.outerHTML as string).replace('<svg', () => head);
}

/** A drawing for a file of its own: on white, so that it is legible wherever it is opened. */
export function onPaper(svg: string): string {
  // Some viewers take no notice of a background in CSS, hence the rectangle too.
  return svg
    .replace('<svg ', '<svg style="color: #000; background: #fff" ')
    .replace(/^<svg [^>]*>(<title>[^<]*<\/title>)?/, '$&<rect width="100%" height="100%" fill="#fff"/>');
}

/** HTML serialisation as XML: no named space, and no control characters that came with a name. */
function xml(html: string): string {
  return html.replaceAll('&nbsp;', '&#160;').replace(/[^\P{Cc}\t\n\r]/gu, '');
}

/** What drawing needs of an element. */
interface SvgElement {
  textContent: string | null;
  setAttribute(name: string, value: string): void;
  appendChild(child: SvgElement): SvgElement;
}

/** What drawing needs of a document. */
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

/** Drawings one above the other as one standalone SVG document; drawings in a row of its own stand side by side, each with the same width. */
export function stacked(
  title: string,
  rows: readonly (string | readonly string[])[],
  heights: number[],
): string {
  const height = heights.reduce((sum, part) => sum + part, 0);
  const size = `width="${FULL_WIDTH}" height="${height}" viewBox="0 0 ${FULL_WIDTH} ${height}"`;
  const parts = rows.flatMap((row, part) => {
    const top = heights.slice(0, part).reduce((sum, above) => sum + above, 0);
    if (typeof row === 'string') return [row.replace('<svg ', `<svg y="${top}" `)];
    const width = FULL_WIDTH / row.length;
    return row.map((drawing, k) => drawing.replace('<svg ', `<svg x="${k * width}" y="${top}" `));
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size}><title>${escapeHtml(title)}</title>${parts.join('')}</svg>\n`;
}
