import { figureSection, htmlPage } from '../report/page/html-page.js';
import { leadSection, type Lead } from '../report/page/lead.js';
import { reproductionLead } from './reproduction-lead.js';
import { escapeHtml, htmlTable } from '../report/page/html.js';
import { judge, TOLERANCE, type Claim } from './claim.js';
import type { Outcome } from './reproduction.js';
import { settingInWords, type OtherSetting } from './other-setting.js';

/** The outcome of one figure of the article, with its title. */
export interface Reproduced extends Outcome {
  title: string;
}

/** The numbers of the article and ours, and its figures drawn from our runs, as one HTML document. @param other the setting, where it is not the article's */
export function reproductionPage(all: Reproduced[], other?: OtherSetting): string {
  const single = all.length === 1;
  const lead = reproductionLead(all, other);
  const heading = single ? headingOf(all[0], other) : other ? 'Figures of the article in another setting' : 'The article, reproduced';
  return htmlPage(
    escapeHtml(heading),
    `<p class="quiet">Portner, Zellweger, Martinelli et al., Nature Machine Intelligence 2025, doi:10.1038/s42256-025-01149-w.</p>
${leadSection(lead)}
${all.map((one) => section(one, other, single ? lead : undefined)).join('\n')}`,
  );
} // prettier-ignore

function headingOf({ title }: Reproduced, other?: OtherSetting): string {
  return other ? `${title}, but with ${settingInWords(other)}` : title;
}

/** One figure of the article: our picture over the whole width, then the numbers. @param lead of the page, if it has one section */
function section(one: Reproduced, other?: OtherSetting, lead?: Lead): string {
  const { claims, figures, remarks } = one;
  const { sentence } = lead ?? reproductionLead([one], other);
  const [first, ...others] = figures.map((figure) => ({ ...figure, finding: sentence }));
  return `${lead ? '' : `<h2>${escapeHtml(headingOf(one, other))}</h2>\n<p>${escapeHtml(sentence)}</p>`}
${first ? figureSection(first, 'lead') : ''}
${claimTable(claims, other)}
${remarks.map((remark) => `<p>${escapeHtml(remark)}</p>`).join('\n')}
${others.map((figure) => figureSection(figure)).join('\n')}`;
}

function claimTable(claims: Claim[], other?: OtherSetting): string {
  const [header, ...rows] = claimRows(claims, other);
  return htmlTable(
    other
      ? 'Value ± standard error.'
      : `Value ± standard error. Numbers agree within ${TOLERANCE} combined standard errors, or on the right side of a limit.`,
    header,
    rows.map((cells) => cells.map(escapeHtml)),
  );
}

const COLUMNS = ['number', 'article', 'memloop', 'difference', 'verdict'];
const OTHER_COLUMNS = ['number', 'article', 'here', 'difference'];

/** A table of claims with its header; in another setting than the article's no claim is judged. */
export function claimRows(claims: readonly Claim[], other?: OtherSetting): string[][] {
  if (!other) return [COLUMNS, ...claims.map(claimRow)];
  return [OTHER_COLUMNS, ...claims.map((claim) => claimRow(claim).slice(0, OTHER_COLUMNS.length))];
}

/** The cells of a claim. */
function claimRow(claim: Claim): string[] {
  const { what, published, ours } = claim;
  const { agrees, difference, standardErrors } = judge(claim);
  const digits = Math.max(published.digits, 2);
  const plusMinus = (error: number | null | undefined) => (error ? ` ± ${error.toFixed(digits)}` : '');
  const away = standardErrors === null ? '' : ` (${printed(standardErrors, 1)} s.e.)`;
  return [
    what,
    `${published.limit ? `${published.limit} ` : ''}${published.value.toFixed(published.digits)}${published.limit ? '' : plusMinus(published.error)}`,
    `${printed(ours.value, digits)}${plusMinus(ours.error)}`,
    `${difference < 0 ? '' : '+'}${printed(difference, digits)}${away}`,
    agrees ? 'agrees' : 'differs',
  ];
}

/** A number with a typographic minus sign. */
function printed(value: number, digits: number): string {
  return value
    .toFixed(digits)
    .replace(/^-(?=0(\.0+)?$)/, '')
    .replace('-', '−');
}
