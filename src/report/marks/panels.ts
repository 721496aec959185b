import { escapeHtml } from '../page/html.js';

/** A drawing with its size, pixels. */
export interface Panel {
  svg: string;
  width: number;
  height: number;
}

/** Several drawings as one standalone SVG document: rows of some drawings, side by side. @param perRow drawings in a row @param gap between drawings, pixels */
export function joined(title: string, panels: readonly Panel[], perRow: number, gap = 12): Panel {
  const rows = Array.from({ length: Math.ceil(panels.length / perRow) }, (_, row) =>
    panels.slice(row * perRow, (row + 1) * perRow),
  );
  let [y, widest] = [0, 0];
  const placed = rows.flatMap((row) => {
    let x = 0;
    const parts = row.map(({ svg, width }) => {
      const part = svg.replace('<svg ', `<svg x="${x}" y="${y}" `);
      x += width + gap;
      return part;
    });
    widest = Math.max(widest, x - gap);
    y += Math.max(...row.map(({ height }) => height)) + gap;
    return parts;
  });
  const height = y - gap;
  const size = `width="${widest}" height="${height}" viewBox="0 0 ${widest} ${height}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size}><title>${escapeHtml(title)}</title>${placed.join('')}</svg>\n`;
  return { svg, width: widest, height };
}
