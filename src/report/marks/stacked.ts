import { FULL_WIDTH } from './figure.js';
import { escapeHtml } from '../page/html.js';

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
