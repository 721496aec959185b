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
