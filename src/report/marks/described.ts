import { escapeHtml } from '../page/html.js';
import { onPaper, type Figure } from './figure.js';

/** The tag of a drawing, and the title of one that is made of several. */
const HEAD = /^<svg ([^>]*)>(?:<title>([^<]*)<\/title>)?/;
const LABEL = /\s*aria-label="([^"]*)"/;

/** A figure's drawing with its title and with what it shows in words, as screen readers find them: `<title>` and `<desc>`. */
export function described({ name, title, caption, finding, svg }: Figure): string {
  return withWords(svg, name, escapeHtml(title), finding ? `${finding} ${caption}` : caption);
}

/** A figure as a file of its own: on white, with its words. */
export function figureFile(figure: Figure): string {
  return onPaper(described(figure));
}

/** A drawing with a title and a description. @param id prefix of the identifiers of both @param title as HTML; default: the label that the drawing has @param description as text */
export function withWords(svg: string, id: string, title: string | undefined, description: string): string {
  const prefix = id.replace(/[^\w-]+/g, '-');
  return svg.replace(HEAD, (_, attributes: string, own?: string) => {
    const label = title ?? LABEL.exec(attributes)?.[1] ?? own ?? '';
    const words = `aria-labelledby="${prefix}-title" aria-describedby="${prefix}-desc"`;
    return `<svg ${attributes.replace(LABEL, '')} ${words}><title id="${prefix}-title">${label}</title><desc id="${prefix}-desc">${escapeHtml(description)}</desc>`;
  });
}
