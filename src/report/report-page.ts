import type { Manifest } from '../experiment/manifest.js';
import type { Summary } from '../experiment/summary.js';
import { count } from './caption.js';
import { conditionTable } from './condition-table.js';
import type { Figure } from './figure.js';
import { figures } from './figures.js';
import { escapeHtml } from './html.js';
import { reportStyle } from './report-style.js';
import { choicesTable, provenanceList } from './settings-table.js';
import { weightTable } from './weight-table.js';

/** A run as one HTML document: what it came to, its figures, and what is needed to repeat it. It loads nothing and runs nothing. */
export function reportPage(summary: Summary, manifest: Manifest): string {
  const { environment, conditions, seeds, episodes } = summary;
  const compared =
    conditions.length > 4
      ? count(conditions.length, 'condition')
      : conditions.map(({ name }) => name).join(', ');
  const heading = escapeHtml(`${environment}: ${compared}`);
  const size = `${count(conditions.length, 'condition')}, ${count(seeds, 'seed')} of ${count(episodes, 'episode')} each`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>${heading} · memloop</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>${heading}</h1>
<p class="quiet">${size}; memloop ${escapeHtml(manifest.memloop)}.</p>
<h2>Results</h2>
${conditionTable(summary)}
<p>${unfinished(manifest)}</p>
${figures(summary).map(figureSection).join('\n')}
<h2>Critic weights at the end</h2>
${summary.grid ? folded('Every weight as a number', weightTable(summary)) : weightTable(summary)}
<h2>Settings and provenance</h2>
${choicesTable(summary, manifest)}
${provenanceList(manifest)}
</body>
</html>
`;
}

function unfinished({ experiment }: Manifest): string {
  const limit = experiment['stepLimit'];
  const steps = typeof limit === 'number' ? `, ${count(limit, 'step')}` : '';
  return `An unfinished episode counts as the step limit${steps}; the published program counts it as 0.`;
}

/** What is too long to stand open: a click away, and not printed. */
function folded(words: string, html: string): string {
  return `<details><summary>${words}</summary>\n${html}\n</details>`;
}

function figureSection({ name, title, caption, svg }: Figure): string {
  return `<figure id="${escapeHtml(name)}">
${svg}
<figcaption><strong>${escapeHtml(title)}.</strong> ${escapeHtml(caption)}</figcaption>
</figure>`;
}
