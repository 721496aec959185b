import type { Condition } from '../../experiment/condition.js';
import { deviceWarnings } from '../../experiment/text/device-warnings.js';
import type { Manifest } from '../../runs/manifest.js';
import { escapeHtml } from './html.js';

/** What readers of a report must know of its device models, a sentence of HTML each. */
export function warningsIn({ experiment }: Pick<Manifest, 'experiment'>): string[] {
  const conditions = (experiment['conditions'] ?? []) as readonly Condition[];
  return deviceWarnings(conditions).map((warning) => `Warning: ${escapeHtml(warning)}.`);
}

/** The same as a paragraph; empty where there are none. */
export function warningParagraph(manifest: Pick<Manifest, 'experiment'>): string {
  const warnings = warningsIn(manifest);
  return warnings.length > 0 ? `<p>${warnings.join(' ')}</p>\n` : '';
}
