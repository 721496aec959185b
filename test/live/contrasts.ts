/** Contrasts of letters with what is behind them, worst first, by WCAG 2.2: [contrast, letters]. */
export const CONTRASTS = `(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (a > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const letters = [...document.querySelectorAll('body *')].filter((element) =>
    element.checkVisibility() && !element.matches('.value') && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  return letters.map((element) => {
    const style = getComputedStyle(element);
    const ink = luminance(numbers(element.closest('svg') ? style.fill : style.color));
    const paper = luminance(behind(element));
    return [(Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05), element.textContent.trim()];
  }).sort(([one], [other]) => one - other).slice(0, 3);
})()`;
