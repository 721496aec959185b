import type { Figure } from '../marks/figure.js';
import { escapeHtml } from './html.js';
import { PAGE_COLOURS } from '../marks/palette.js';

/** A self-contained HTML document, which loads no file and runs no script. @param heading, @param body as HTML @param style CSS after the default style */
export function htmlPage(heading: string, body: string, style = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>${heading} · memloop</title>
<style>${reportStyle}${style}</style>
</head>
<body>
<h1>${heading}</h1>
${body}
</body>
</html>
`;
}

/** The colours of a page as CSS variables. */
function variables(screen: keyof typeof PAGE_COLOURS): string {
  return Object.entries(PAGE_COLOURS[screen])
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');
}

/** The default style, for light screens, dark screens and paper. */
const reportStyle = `
:root { color-scheme: light dark; ${variables('light')} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables('dark')} } }
body { margin: 2.5rem auto; max-width: 48rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
p { margin: .5rem 0; }
.quiet, caption { color: var(--quiet); }
figure { margin: 2.5rem 0; }
figure svg { max-width: 100%; height: auto; }
.panels { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem 12px; }
figcaption { margin-top: .5rem; font-size: .87rem; overflow-wrap: anywhere; }
.table { overflow-x: auto; margin: 1rem calc(50% - 50vw + 1.5rem) 1rem 0; background:
  linear-gradient(var(--paper), var(--paper)) right / 2rem 100% no-repeat local,
  linear-gradient(to left, var(--line), transparent) right / 1.5rem 100% no-repeat; }
table { border-collapse: collapse; font-size: .87rem; font-variant-numeric: tabular-nums; border-block: 1px solid var(--ink); }
caption { text-align: left; padding-bottom: .35rem; }
th, td { padding: .3rem .6rem; text-align: right; vertical-align: bottom; font-weight: normal; }
td { white-space: nowrap; }
tbody th:has(svg) { min-width: 11em; }
th:first-child { text-align: left; padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 600; border-bottom: 1px solid var(--ink); }
tbody tr + tr > * { border-top: 1px solid var(--line); }
table svg { margin-right: .2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; font-size: .87rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
@page { margin: 18mm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }
  figure, table, dl { break-inside: avoid; }
  table { font-size: 7pt; }
  th, td { padding-inline: .25rem; }
  tbody th { min-width: 8em; overflow-wrap: anywhere; }
  h2 { break-after: avoid; }
  .table { overflow: visible; margin-right: 0; background: none; }
  td { white-space: normal; }
}`;

/** A figure with its caption, as HTML. */
export function figureSection({ name, title, caption, svg, panels }: Figure): string {
  return `<figure id="${escapeHtml(name)}">
${panels ? `<div class="panels">${panels.join('\n')}</div>` : svg}
<figcaption><strong>${escapeHtml(title)}.</strong> ${escapeHtml(caption)}</figcaption>
</figure>`;
}
