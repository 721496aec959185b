import type { Figure } from '../marks/figure.js';
import { escapeHtml } from './html.js';
import { PAGE_COLOURS } from '../marks/palette.js';
import { described, withWords } from '../marks/described.js';
import { valuesScript, valuesScriptHash } from './values-script.js';

/** A self-contained HTML document, which loads no file. The only script that it may run is its own, which shows values beside the pointer. @param heading, @param body as HTML @param style CSS after the default style */
export function htmlPage(heading: string, body: string, style = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '${valuesScriptHash}'; base-uri 'none'; form-action 'none'"/>
<title>${heading} · memloop</title>
<style>${reportStyle}${style}</style>
</head>
<body>
<h1>${heading}</h1>
${body}
<script>${valuesScript}</script>
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
body { margin: 2.5rem auto; max-width: 60rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
p { margin: .5rem 0; }
p, li, figcaption, dl { max-width: 46rem; }
.lead { margin: 1.5rem 0 1rem; }
.lead .finding { font-size: 1.25rem; line-height: 1.35; max-width: 52rem; }
.lead .number { font-size: 1.1rem; }
.lead .number strong { font-size: 2rem; font-variant-numeric: tabular-nums; }
figure.lead { margin-top: 1rem; }
@media not all and (max-width: 34rem) { figure.lead .drawing > svg { width: 100%; } }
.drawing { overflow-x: auto; }
.drawing.narrow { display: none; }
figure svg:focus-visible { outline: 2px solid var(--quiet); outline-offset: 2px; }
figure svg .told { fill-opacity: 1; stroke: var(--ink); stroke-width: 1.5; }
.value { position: fixed; z-index: 1; max-width: 18rem; padding: .25rem .5rem; border-radius: .25rem; pointer-events: none;
  font-size: .87rem; color: var(--paper); background: var(--ink); }
.value[hidden] { display: none; }
.values { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
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
thead th { font-weight: 600; max-width: 7rem; border-bottom: 1px solid var(--ink); }
tbody tr + tr > * { border-top: 1px solid var(--line); }
table svg { margin-right: .2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; font-size: .87rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
@media screen and (max-width: 34rem) {
  body { margin: 1rem auto; }
  h1 { font-size: 1.3rem; }
  .lead .finding { font-size: 1.1rem; }
  tbody th { min-width: 9em; }
  .drawing svg { max-width: none; }
  .drawing:has(+ .narrow) { display: none; }
  .drawing.narrow { display: block; }
}
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
@page { margin: 18mm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }
  p, li, figcaption, .lead .finding { max-width: none; }
  .lead { margin: .5rem 0; }
  .lead .finding { font-size: 12pt; }
  .lead .number strong { font-size: 16pt; }
  figcaption { font-size: 8.5pt; line-height: 1.3; }
  figure, table, dl { break-inside: avoid; }
  table { font-size: 7pt; }
  th, td { padding-inline: .25rem; }
  tbody th { min-width: 8em; overflow-wrap: anywhere; }
  h2 { break-after: avoid; }
  .table { overflow: visible; margin-right: 0; background: none; }
  td { white-space: normal; }
}`;

/** A figure with its caption, as HTML. @param className of the one that a page opens with */
export function figureSection(figure: Figure, className?: 'lead'): string {
  const { name, title, caption } = figure;
  return `<figure id="${escapeHtml(name)}"${className ? ` class="${className}"` : ''}>
${drawings(figure, className)}
<figcaption><strong>${escapeHtml(title)}.</strong> ${escapeHtml(caption)}</figcaption>
</figure>`;
}

/** The drawing for a page, and the one for small screens; or its panels, which the page puts where they fit. */
function drawings(figure: Figure, className?: 'lead'): string {
  const { name, title, caption, finding, panels, narrow } = figure;
  const words = finding ?? caption;
  if (panels) {
    const told = panels.map((panel, i) => withWords(panel, `${name}-${i + 1}`, undefined, words));
    return `<div class="panels">${told.join('\n')}</div>`;
  }
  const wide = `<div class="drawing"${className ? enlarged(figure.svg) : ''}>${described(figure)}</div>`;
  if (narrow === undefined) return wide;
  return `${wide}<div class="drawing narrow">${withWords(narrow, `${name}-narrow`, escapeHtml(title), words)}</div>`;
}

/** How far a drawing may grow, so that the letters of a small one do not become huge. */
const LARGEST = 1.5;

function enlarged(svg: string): string {
  const width = Number(/ width="([\d.]+)"/.exec(svg)?.[1] ?? 0);
  return ` style="max-width: ${Math.ceil(LARGEST * width)}px"`;
}
