import { createHash } from 'node:crypto';

/**
 * The only script of a page. It shows the value of the mark that is nearest to the pointer, or that the arrow keys have
 * reached, in a box beside it. The values stand in the drawing (`<title>` of each mark), so the page is whole without it.
 */
export const valuesScript = `(() => {
'use strict';
const NEAR = 24;
const box = document.createElement('div');
box.className = 'value';
box.hidden = true;
const spoken = document.createElement('div');
spoken.className = 'values';
spoken.setAttribute('role', 'status');
for (const one of [box, spoken]) document.body.appendChild(one);
const distance = ({ left, right, top, bottom }, x, y) =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
let shown = null;
const hide = () => {
  if (shown) shown.mark.classList.remove('told');
  shown = null;
  box.hidden = true;
};
const show = (one) => {
  if (one === shown) return;
  hide();
  if (!one) return;
  shown = one;
  one.mark.classList.add('told');
  box.textContent = one.words;
  box.hidden = false;
  const { left, right, top, bottom } = one.mark.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const beside = innerWidth > right + 14 + width ? right + 10 : left - 10 - width;
  const fits = beside > 4;
  const x = fits ? beside : Math.max(4, Math.min((left + right - width) / 2, innerWidth - width - 4));
  const y = fits ? (top + bottom - height) / 2 : top - 10 - height;
  box.style.left = x + 'px';
  box.style.top = Math.max(4, Math.min(y, innerHeight - height - 4)) + 'px';
};
for (const svg of Array.from(document.querySelectorAll('figure svg'))) {
  if (svg.ownerSVGElement) continue;
  const marks = [];
  for (const title of Array.from(svg.querySelectorAll('title'))) {
    const mark = title.parentNode;
    if (mark.localName === 'svg') {
      // The browser's own box would cover this one.
      mark.setAttribute('aria-label', title.textContent);
      mark.removeAttribute('aria-labelledby');
    } else marks.push({ mark, words: title.textContent });
    title.remove();
  }
  if (marks.length === 0) continue;
  svg.setAttribute('tabindex', '0');
  const nearest = (x, y) => {
    let best = null;
    let least = NEAR;
    for (const one of marks) {
      const off = distance(one.mark.getBoundingClientRect(), x, y);
      if (least > off) [best, least] = [one, off];
    }
    return best;
  };
  svg.addEventListener('pointermove', (event) => show(nearest(event.clientX, event.clientY)));
  svg.addEventListener('pointerdown', (event) => show(nearest(event.clientX, event.clientY)));
  svg.addEventListener('pointerleave', hide);
  svg.addEventListener('blur', hide);
  svg.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') hide();
    if (!step) return;
    event.preventDefault();
    const at = marks.indexOf(shown);
    show(marks[0 > at ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length]);
    spoken.textContent = box.textContent;
  });
}
addEventListener('scroll', hide, { passive: true, capture: true });
})();`;

/** The hash by which the policy of a page lets this script run, and no other. */
export const valuesScriptHash = `sha256-${createHash('sha256').update(valuesScript).digest('base64')}`;
