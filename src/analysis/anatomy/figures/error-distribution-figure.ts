import { rectY, ruleX, text } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../../../report/marks/axes.js';
import { styleNumber } from '../../../report/page/condition-style.js';
import { FULL_WIDTH, svgOf, type Figure } from '../../../report/marks/figure.js';
import { rowScale } from '../../../report/marks/panel-rows.js';
import { ERROR_BINS } from '../error-parts.js';
import type { Anatomy } from '../anatomy.js';

const PANEL = { height: 62, gap: 30, columns: 24 };
const MARGIN = { top: 44, bottom: 38, left: 48, right: 10 };
const KINDS = [
  { kind: 'linear', name: 'ε1: non-linearity and rounding' },
  { kind: 'noise', name: 'ε2: noise' },
] as const;

/** Fig. 3 and Extended Data Fig. 2 for every scheme: the distributions of the two errors of an update. */
export function errorDistributionFigure({ schemes, bank, noise }: Anatomy): Figure {
  const width = FULL_WIDTH - MARGIN.left - MARGIN.right;
  const bars = schemes.flatMap((one, row) =>
    KINDS.flatMap(({ kind }, column) =>
      one[kind].shares.map((share, bin) => {
        const from = ERROR_BINS.from + bin * ERROR_BINS.width;
        return { row, column, share, from, to: from + ERROR_BINS.width, colour: styleNumber(row).colour };
      }),
    ),
  );
  return {
    name: 'errors',
    title: 'The two errors of an update',
    caption: `Share of updates by error, in bins of ${ERROR_BINS.width} of the window. Bank: ${bank}; noise: ${noise}. The axis of shares is a square root, which makes rare errors visible. The outermost bins hold all larger errors.`,
    svg: svgOf(
      {
        width: FULL_WIDTH,
        height: MARGIN.top + schemes.length * (PANEL.height + PANEL.gap) - PANEL.gap + MARGIN.bottom,
        marginTop: MARGIN.top,
        marginBottom: MARGIN.bottom,
        marginLeft: MARGIN.left,
        marginRight: MARGIN.right,
        fx: rowScale(KINDS.length, (width - PANEL.columns) / 2, PANEL.columns),
        fy: rowScale(schemes.length, PANEL.height, PANEL.gap),
        x: { domain: [ERROR_BINS.from, -ERROR_BINS.from] },
        y: { type: 'sqrt', domain: [0, 1] },
        marks: [
          ruleX([0], { strokeWidth: 0.75, strokeDasharray: '4 3' }),
          rectY(bars.filter(({ share }) => share > 0), { fx: 'column', fy: 'row', x1: 'from', x2: 'to', y: 'share', fill: 'colour', insetRight: 0.25 }),
          text(schemes.map(({ scheme }, row) => ({ scheme, row, column: 0 })), { fx: 'column', fy: 'row', text: 'scheme', frameAnchor: 'top-left', dy: -12, fontWeight: 'bold' }),
          text(KINDS.map(({ name }, column) => ({ name, column, row: 0 })), { fx: 'column', fy: 'row', text: 'name', frameAnchor: 'top', dy: -34, fontWeight: 'bold' }),
          ...bottomAxis({ label: 'error of an update, in units of the window', ticks: 5 }),
          ...leftAxis({ label: 'share of updates', ticks: [0, 0.1, 0.5, 1], tickFormat: String }),
        ],
      },
      `Distributions of ε1 and ε2: ${schemes.map(({ scheme }) => scheme).join(', ')}`,
    ),
  };
} // prettier-ignore
