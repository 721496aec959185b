import { CONTRASTS_OF_PAGE } from './contrasts-of-page.js';

/** What is wrong with the page as it stands, in sentences: language, headings, names, pictures, letters, width. */
export const PAGE_FAULTS = `(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const short = (element) => element.outerHTML.slice(0, 120);
  if (!/^[a-z]{2}/.test(document.documentElement.lang)) faults.push('no lang');
  if (document.title.trim() === '') faults.push('no title');
  if (all('h1').length !== 1) faults.push(all('h1').length + ' h1');
  for (const picture of all('img'))
    if (!picture.getAttribute('alt') && !picture.closest('[aria-hidden=true]')) faults.push('no alt text: ' + short(picture));
  for (const picture of all('svg[role=img]'))
    if (!picture.getAttribute('aria-label') && !picture.getAttribute('aria-labelledby') && !picture.querySelector('title')) faults.push('no name: ' + short(picture));
  const nameOf = (element) => element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.title ||
    element.textContent.trim() || element.querySelector('img[alt]')?.alt || [...(element.labels ?? [])].map((label) => label.textContent).join('').trim();
  for (const element of all('a[href], button, input, select, textarea, summary'))
    if (!nameOf(element)) faults.push('no name: ' + short(element));
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push('wider than the screen: ' + scrollWidth + ' of ' + clientWidth);
  for (const [contrast, least, letters] of ${CONTRASTS_OF_PAGE})
    if (contrast < least) faults.push('contrast ' + contrast.toFixed(2) + ': ' + letters);
  return faults;
})()`;

/** Notes what has the focus from now on, and whether one sees that. */
export const WATCH_FOCUS = `(() => {
  window.focused = new Map();
  const seen = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  addEventListener('focusin', ({ target }) =>
    window.focused.set(target, [target, target.closest('label')].some((element) => element && seen(element))));
})()`;

/** Number of elements that Tab should reach. */
export const TO_FOCUS = `window.toFocus().length`;

/** What should have the focus by Tab, in the order of the page. */
export const LIST_TO_FOCUS = `window.toFocus = () =>
  [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.disabled &&
    (element.type !== 'radio' || element.checked))`;

/** What Tab did not reach, and what does not show that it has the focus. */
export const FOCUS_FAULTS = `(() => {
  const short = (element) => element.outerHTML.slice(0, 120);
  const missed = window.toFocus().filter((element) => !window.focused.has(element)).map((element) => 'not reached by Tab: ' + short(element));
  const unseen = [...window.focused].filter(([, isSeen]) => !isSeen).map(([element]) => 'focus not seen: ' + short(element));
  return [...missed, ...unseen];
})()`;
