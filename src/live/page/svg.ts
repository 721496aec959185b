import { escapeHtml } from '../../report/page/html.js';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of SVG or HTML as text. Values are escaped; children are text of elements. */
export function element(name: string, attributes: Attributes = {}, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escapeHtml(value!)}"`)
    .join('');
  return children.length > 0
    ? `<${name}${written}>${children.join('')}</${name}>`
    : `<${name}${written}></${name}>`;
}

/** A drawing. @param label what it shows, for those who do not see it */
export function drawing(label: string, width: number, height: number, ...children: string[]): string {
  const box = `0 0 ${short(width)} ${short(height)}`;
  return element('svg', { viewBox: box, width, height, role: 'img', 'aria-label': label }, ...children);
}

/** A word in a drawing. */
export function word(text: string, x: number, y: number, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escapeHtml(text));
}

/** A number with at most two decimals. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
