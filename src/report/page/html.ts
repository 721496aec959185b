import { printableLines } from '../../core/printable.js';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text, escaped for an HTML or SVG document (between tags or in quotes). Control characters are left out, for neither allows them. */
export function escapeHtml(text: string): string {
  return printableLines(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** The name of a condition as HTML; the browser may break the line after each slash. */
export function conditionName(name: string): string {
  return escapeHtml(name).replaceAll('/', '/<wbr/>');
}

/** A table as HTML. The cells are already HTML; the first cell of each row is its heading. */
export function htmlTable(caption: string, head: string[], rows: string[][]): string {
  const header = head.map((cell) => `<th scope="col">${cell}</th>`).join('');
  const body = rows.map(
    ([name, ...cells]) =>
      `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  );
  return [
    '<div class="table"><table>',
    `<caption>${caption}</caption>`,
    `<thead><tr>${header}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody>`,
    '</table></div>',
  ].join('\n');
}
