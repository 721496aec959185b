import { element, short } from './svg.js';

/** Length of the mean below which a dot replaces the arrow. */
const MINIMUM = 0.05;

/** An arrow around a point, white with a dark edge, so that it is visible on any colour. @param east, @param north mean direction, of length 0 to 1 @param size pixels of an arrow of length 1 */
export function arrow(x: number, y: number, east: number, north: number, size: number): string {
  const length = Math.hypot(east, north);
  if (length < MINIMUM) return element('circle', { cx: x, cy: y, r: 1.5, class: 'dot' });
  const [dx, dy] = [(east * size) / 2, (-north * size) / 2];
  const head = Math.min(0.35 * length * size, 7) / (length * size);
  const [tipX, tipY] = [x + dx, y + dy];
  const wing = (side: number) =>
    `${short(tipX - 2 * head * dx + side * head * 1.4 * dy)} ${short(tipY - 2 * head * dy - side * head * 1.4 * dx)}`;
  const d = `M${short(x - dx)} ${short(y - dy)}L${short(tipX)} ${short(tipY)}M${wing(1)}L${short(tipX)} ${short(tipY)}L${wing(-1)}`;
  return element('path', { d, class: 'edge' }) + element('path', { d, class: 'arrow' });
}
