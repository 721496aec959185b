import type { Figure } from '../marks/figure.js';
import { escapeHtml } from '../page/html.js';

/** A figure with its caption, as HTML. */
export function figureSection({ name, title, caption, svg }: Figure): string {
  return `<figure id="${escapeHtml(name)}">
${svg}
<figcaption><strong>${escapeHtml(title)}.</strong> ${escapeHtml(caption)}</figcaption>
</figure>`;
}
