import { UNPHYSICAL_KELVIN } from '../../../devices/jart/jart-parameters.js';
import type { SweepFindings, SwitchingTime } from '../../../devices/jart/sweep-findings.js';
import type { VoltageSweep } from '../../../devices/jart/voltage-sweep.js';
import { ivLoopFigure, signed } from '../figures/iv-loop-figure.js';
import { switchingTimesFigure } from '../figures/switching-times-figure.js';
import type { Figure } from '../marks/figure.js';
import { paragraph } from './caption.js';
import { figureSection, htmlPage } from './html-page.js';
import { escapeHtml, htmlTable } from './html.js';
import { leadSection } from './lead.js';

/** A voltage sweep of JART VCM v1b with all that it shows. */
export interface JartSweep {
  readonly rate: number;
  readonly sweep: VoltageSweep;
  readonly findings: SweepFindings;
  readonly times: readonly SwitchingTime[];
}

const SIGN = 'Signs are those of the published model: V < 0 sets. In experiments SET is positive.';

const METHOD = [
  'Model: JART VCM v1b (Cüppers et al., APL Mater. 7:091105, 2019), deterministic, with its published parameters. The sweep starts at the lowest N.',
  'Current: a bracketed solve of the whole cell. Of several solutions in RESET, the one with the highest current is taken.',
  'N is integrated in ln N by steps of at most 0.005. Switching times are integrals over ln N.',
  'A cell has switched where N passes 0.4 · 10²⁶ m⁻³.',
];

/** The finding of a sweep in one sentence. */
export function jartFinding({ rate, findings }: JartSweep): string {
  const { setVolts, resetVolts, ratio, hottestKelvin } = findings;
  if (setVolts === undefined) return `At ${rate} V/s the cell does not set.`;
  const reset = resetVolts === undefined ? 'does not reset' : `resets at ${signed(resetVolts)} V`;
  return `At ${rate} V/s the cell sets at ${signed(setVolts)} V and ${reset}; its conductance changes ${ratio.toFixed(0)} times, and its filament reaches ${hottestKelvin.toFixed(0)} K.`;
}

/** What else a sweep shows, a sentence each; first the warning, if there is one. */
export function jartRemarks({ findings }: JartSweep): string[] {
  const { voltsPerDecade, hottestKelvin, hottestVolts, unphysicalFrom } = findings;
  const warning =
    unphysicalFrom === undefined
      ? []
      : [
          `Warning: the filament is hotter than ${UNPHYSICAL_KELVIN} K from ${signed(unphysicalFrom)} V on (${hottestKelvin.toFixed(0)} K at ${signed(hottestVolts)} V). No oxide bears that; do not trust these currents.`,
        ];
  return [...warning, `Between −0.5 and −0.6 V, SET gets ten times as fast every ${(1e3 * voltsPerDecade).toFixed(0)} mV.`, SIGN];
} // prettier-ignore

/** The figures of a sweep: first the one that shows its finding. */
export function jartFigures(swept: JartSweep): Figure[] {
  const loop = ivLoopFigure(swept.sweep, swept.findings, swept.rate);
  return [{ ...loop, finding: jartFinding(swept) }, switchingTimesFigure(swept.times)];
}

/** A sweep as one self-contained HTML document. */
export function jartPage(swept: JartSweep, drawn: readonly Figure[]): string {
  const { findings, times } = swept;
  const [first, ...others] = drawn;
  const list = (sentences: readonly string[]) =>
    `<ul>\n${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`;
  const rows = times.map(({ polarity, volts, seconds, hottestKelvin }) => [
    escapeHtml(`${polarity.toUpperCase()} ${signed(volts)} V`),
    escapeHtml(seconds.toExponential(2)),
    hottestKelvin.toFixed(0),
  ]);
  return htmlPage(
    'JART VCM v1b: voltage sweep',
    paragraph(
      leadSection({
        sentence: jartFinding(swept),
        number: `${(1e3 * findings.voltsPerDecade).toFixed(0)} mV`,
        of: 'make SET ten times as fast, between −0.5 and −0.6 V',
      }),
      list(jartRemarks(swept)),
      figureSection(first, 'lead'),
      ...others.map((figure) => figureSection(figure)),
      htmlTable(
        'Switching times at a constant voltage.',
        ['voltage', 'seconds', 'highest K on the way'],
        rows,
      ),
      '<h2>Method</h2>',
      list(METHOD),
    ),
  );
}
