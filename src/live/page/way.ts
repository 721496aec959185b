import { element, short } from './svg.js';

/** The way of an episode over a map: a line from a dot to a ring. @param points pixels @param spread how far lines over the same squares lie apart, pixels */
export function way(points: readonly (readonly [x: number, y: number])[], spread = 0): string {
  if (points.length < 2) return '';
  const placed = points.map(([x, y], i) => {
    const aside = spread * Math.sin(2.4 * i);
    return [short(x + aside), short(y + aside)] as const;
  });
  const d = `M${placed.map((point) => point.join(' ')).join('L')}`;
  const [[startX, startY], [endX, endY]] = [placed[0], placed.at(-1)!];
  return [
    element('path', { d, pathLength: 1, class: 'way-edge' }),
    element('path', { d, pathLength: 1, class: 'way' }),
    element('circle', { cx: startX, cy: startY, r: 4, class: 'way-start' }),
    element('circle', { cx: endX, cy: endY, r: 4, class: 'way-end' }),
  ].join('');
}
