const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as text of an HTML or SVG document, between tags or in quotes; control characters, which neither allows, are left out. */
export function escapeHtml(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** The name of a condition as HTML that may be broken between its choices. */
export function conditionName(name: string): string {
  return escapeHtml(name).replaceAll('/', '/<wbr/>');
}

/** A table as HTML; its cells are HTML already, the first of each row names the row. */
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
