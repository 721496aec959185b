/** Contrasts of letters with what is behind them by WCAG 2.2, worst first: [contrast, least that is enough, letters]. Colours that let others through are mixed with them. */
export const CONTRASTS_OF_PAGE = `(() => {
  const colour = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((c, k) => a * c + (1 - a) * under[k]);
  const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = matchMedia('(prefers-color-scheme: dark)').matches && getComputedStyle(document.documentElement).colorScheme.includes('dark') ? [18, 18, 18] : [255, 255, 255];
  const behind = (element) => element ? over(colour(getComputedStyle(element).backgroundColor), behind(element.parentElement)) : ground;
  // What is painted before letters of a figure and holds their middle.
  const painted = (text) => {
    const box = text.getBoundingClientRect();
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
    let paper = behind(text);
    for (const shape of text.closest('svg').querySelectorAll('rect, path, circle, polygon')) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      const { fill, fillOpacity } = getComputedStyle(shape);
      if (fill === 'none' || !shape.getScreenCTM() || !shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()))) continue;
      const [r, g, b, a] = colour(fill);
      paper = over([r, g, b, a * fillOpacity * opacity(shape)], paper);
    }
    return paper;
  };
  const opacity = (element) => element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  const isLarge = ({ fontSize, fontWeight }) => parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && fontWeight >= 700);
  // An arrow, say, is a picture.
  const isMark = (element) => !/[\\p{L}\\p{N}]/u.test(element.textContent);
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const hasLetters = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const letters = [...document.querySelectorAll('body *')].filter((element) =>
    hasLetters(element) && !element.matches('script, style, title, desc, option') && isSeen(element));
  return letters.map((element) => {
    const style = getComputedStyle(element);
    const paper = element.closest('svg') ? painted(element) : behind(element);
    const [r, g, b, a] = colour(element.closest('svg') ? style.fill : style.color);
    const [ink, under] = [over([r, g, b, a * opacity(element)], paper), paper].map(luminance);
    const contrast = (Math.max(ink, under) + 0.05) / (Math.min(ink, under) + 0.05);
    return [contrast, isLarge(style) || isMark(element) ? 3 : 4.5, element.tagName + '.' + element.getAttribute('class') + ' ' + element.textContent.trim().slice(0, 60) + ' ' + style.color];
  }).sort(([one, least], [other, most]) => one / least - other / most).slice(0, 5);
})()`;
