import { escapeHtml } from './html.js';

/** What a page opens with: the finding in one sentence, and its number. */
export interface Lead {
  sentence: string;
  /** the number, its 95 % interval if it has one, and what it counts */
  number: string;
  interval?: string | undefined;
  of: string;
}

/** The opening of a page as HTML. */
export function leadSection({ sentence, number, interval, of }: Lead): string {
  const range = interval === undefined ? '' : ` ${escapeHtml(interval)}`;
  return `<div class="lead">
<p class="finding">${escapeHtml(sentence)}</p>
<p class="number"><strong>${escapeHtml(number)}</strong>${range} <span class="quiet">${escapeHtml(of)}</span></p>
</div>`;
}
