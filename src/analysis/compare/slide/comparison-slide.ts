import { FONT } from '../../../report/marks/figure.js';
import { joined } from '../../../report/marks/panels.js';
import { textLines } from '../../../report/marks/text-lines.js';
import { withWords } from '../../../report/marks/described.js';
import { isMeasurable, textWidth } from '../../../report/marks/text-width.js';
import { escapeHtml } from '../../../report/page/html.js';
import type { Comparison } from '../comparison.js';
import { finalStepsPanels } from '../figures/final-steps-figure.js';
import { stepsMeasures } from '../figures/steps-measure.js';
import { schemeStyles } from '../figures/scheme-styles.js';
import { findings } from '../findings/finding.js';
import { leadSentence } from '../findings/lead-sentence.js';
import { title } from '../findings/title.js';
import { methodsParagraph } from './methods-paragraph.js';
import { FADED } from '../../../report/marks/palette.js';

/** A comparison on one slide: the drawing as a standalone SVG document of 16:9, and its words. */
export interface Slide {
  svg: string;
  text: string;
}

const SIZE = { width: 1280, height: 720 };
const MARGIN = 48;
const WIDTH = SIZE.width - 2 * MARGIN;
/** Maximum number of panels. */
const PANELS = 3;
/** Font sizes and the space of a line as a multiple, pixels. */
const FONTS = { title: 30, caption: 15, methods: 11 };
/** Font size of a title of more than two lines. */
const LONG_TITLE = 22;
const LINE = 1.3;
const GAP = 18;

/** A comparison on one slide: the finding as title, the picture, a caption and a methods paragraph. @param rules the name of the scheme's kind for each condition @param version of memloop */
export function comparisonSlide(comparison: Comparison, rules: readonly string[], version: string): Slide {
  const words = { title: title(comparison), caption: captionOf(comparison), methods: methodsParagraph(comparison, version) };
  const wide = textLines(words.title, WIDTH, FONTS.title, true);
  const titleSize = wide.length > 2 ? LONG_TITLE : FONTS.title;
  const heading = textLines(words.title, WIDTH, titleSize, true);
  const caption = textLines(words.caption, WIDTH, FONTS.caption);
  const methods = textLines(words.methods, WIDTH, FONTS.methods);
  const top = MARGIN + heading.length * titleSize * LINE;
  const methodsAt = SIZE.height - MARGIN / 2 - methods.length * FONTS.methods * LINE;
  const captionAt = methodsAt - GAP / 2 - caption.length * FONTS.caption * LINE;
  const body = [
    lines(heading, MARGIN, titleSize, 'font-weight="bold"'),
    picture(comparison, rules, top, captionAt - GAP - top),
    lines(caption, captionAt, FONTS.caption),
    lines(methods, methodsAt, FONTS.methods, `fill-opacity="${FADED.text}"`),
  ];
  const size = `width="${SIZE.width}" height="${SIZE.height}" viewBox="0 0 ${SIZE.width} ${SIZE.height}"`;
  return {
    svg: withWords(`<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size} font-family="${FONT}">${body.join('')}</svg>\n`, 'slide', escapeHtml(words.title), words.caption),
    text: `${words.title}\n\n${words.caption}\n\nMethods. ${words.methods}\n`,
  };
} // prettier-ignore

/** The panels, as large as they fit. */
function picture(comparison: Comparison, rules: readonly string[], top: number, height: number): string {
  const [measure] = stepsMeasures(comparison.budget);
  const panels = finalStepsPanels(comparison, schemeStyles(comparison, rules), measure, PANELS);
  const whole = joined(measure.title, panels, PANELS);
  const scale = Math.min(WIDTH / whole.width, height / whole.height);
  const [across, up] = [whole.width * scale, whole.height * scale];
  const [x, y] = [MARGIN + (WIDTH - across) / 2, top + (height - up) / 2];
  return whole.svg.trimEnd().replace(/^<svg ([^>]*)width="[^"]*" height="[^"]*"/, `<svg $1x="${x.toFixed(2)}" y="${y.toFixed(2)}" width="${across.toFixed(2)}" height="${up.toFixed(2)}"`); // prettier-ignore
}

/** @param top of the first line */
function lines(text: string[], top: number, size: number, more = ''): string {
  return text
    .map((line, i) => `<text x="${MARGIN}" y="${(top + size * (0.95 + i * LINE)).toFixed(2)}" font-size="${size}" ${lengthOf(line, size, more.includes('bold'))} ${more}>${escapeHtml(line)}</text>`)
    .join('');
} // prettier-ignore

/** The length of a line in Arial, which it keeps in any font. */
function lengthOf(line: string, size: number, bold: boolean): string {
  return isMeasurable(line) && line !== '' ? `textLength="${textWidth(line, size, bold).toFixed(1)}" lengthAdjust="spacingAndGlyphs"` : '';
} // prettier-ignore

/** The numbers of the findings, and how to read the picture. */
function captionOf(comparison: Comparison): string {
  const { groups, reference, ideal, budget } = comparison;
  const [measure] = stepsMeasures(budget);
  const found = findings(comparison).slice(0, PANELS);
  const more = groups.length > PANELS ? ` The first ${PANELS} of ${groups.length} settings.` : '';
  const tuned = groups.some(({ compared }) => compared.some(measure.untuned));
  return [
    leadSentence(comparison),
    `${measure.title}, 95 % intervals; fewer are better.`,
    found.some((finding) => measure.tied(finding).length > 0) ? 'Shaded: not told apart from the best.' : '',
    `Line and ◄: ${reference}. ›: beyond the axis.`,
    tuned ? 'Hollow: default settings.' : '',
    ideal ? 'Dashed: ideal memory.' : '',
    groups.some(({ compared }) => compared.some(({ unranked }) => unranked)) ? 'Pale: not ranked.' : '',
    groups.some(({ compared }) => compared.some(({ sameAs }) => sameAs.length > 0)) ? '=: with others that do exactly the same.' : '',
  ].filter(Boolean).join(' ') + more;
} // prettier-ignore
