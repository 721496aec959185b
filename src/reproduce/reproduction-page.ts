import { figureSection, htmlPage } from '../report/page/html-page.js';
import { leadSection, type Lead } from '../report/page/lead.js';
import { reproductionLead } from './reproduction-lead.js';
import { escapeHtml, htmlTable } from '../report/page/html.js';
import { judge, TOLERANCE, type Claim } from './claim.js';
import type { Outcome } from './reproduction.js';

/** The outcome of one figure of the article, with its title. */
export interface Reproduced extends Outcome {
  title: string;
}

/** The numbers of the article and ours, and its figures drawn from our runs, as one HTML document. */
export function reproductionPage(all: Reproduced[]): string {
  const single = all.length === 1;
  const lead = reproductionLead(all);
  return htmlPage(
    single ? escapeHtml(all[0].title) : 'The article, reproduced',
    `<p class="quiet">Portner, Zellweger, Martinelli et al., Nature Machine Intelligence 2025, doi:10.1038/s42256-025-01149-w.</p>
${leadSection(lead)}
${all.map((one) => section(one, single ? lead : undefined)).join('\n')}`,
  );
}

/** One figure of the article: our picture over the whole width, then the numbers. @param lead of the page, if it has one section */
function section(one: Reproduced, lead?: Lead): string {
  const { title, claims, figures, remarks } = one;
  const { sentence } = lead ?? reproductionLead([one]);
  const [first, ...others] = figures.map((figure) => ({ ...figure, finding: sentence }));
  return `${lead ? '' : `<h2>${escapeHtml(title)}</h2>\n<p>${escapeHtml(sentence)}</p>`}
${first ? figureSection(first, 'lead') : ''}
${claimTable(claims)}
${remarks.map((remark) => `<p>${escapeHtml(remark)}</p>`).join('\n')}
${others.map((figure) => figureSection(figure)).join('\n')}`;
}

function claimTable(claims: Claim[]): string {
  return htmlTable(
    `Value ± standard error. Numbers agree within ${TOLERANCE} combined standard errors, or on the right side of a limit.`,
    CLAIM_COLUMNS,
    claims.map((claim) => claimRow(claim).map(escapeHtml)),
  );
}

/** Headings of a table of claims. */
export const CLAIM_COLUMNS = ['number', 'article', 'memloop', 'difference', 'verdict'];

/** The cells of a claim. */
export function claimRow(claim: Claim): string[] {
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
  return value.toFixed(digits).replace('-', '−');
}
