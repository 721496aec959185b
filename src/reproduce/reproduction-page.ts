import { figureSection, htmlPage } from '../report/page/html-page.js';
import { escapeHtml, htmlTable } from '../report/page/html.js';
import { judge, TOLERANCE, type Claim } from './claim.js';
import type { Outcome } from './reproduction.js';

/** The outcome of one figure of the article, with its title. */
export interface Reproduced extends Outcome {
  title: string;
}

/** The numbers of the article and ours, and its figures drawn from our runs, as one HTML document. */
export function reproductionPage(all: Reproduced[]): string {
  const claims = all.flatMap(({ claims }) => claims);
  const agreeing = claims.filter((claim) => judge(claim).agrees).length;
  return htmlPage(
    'The article, reproduced',
    `<p class="quiet">Portner, Zellweger, Martinelli et al., Nature Machine Intelligence 2025, doi:10.1038/s42256-025-01149-w.</p>
<p>${agreeing} of ${claims.length} numbers agree. They lie within ${TOLERANCE} combined standard errors, or on the right side of a limit.</p>
${all.map(section).join('\n')}`,
  );
}

function section({ title, claims, figures, remarks }: Reproduced): string {
  return `<h2>${escapeHtml(title)}</h2>
${claimTable(claims)}
${remarks.map((remark) => `<p>${escapeHtml(remark)}</p>`).join('\n')}
${figures.map((figure) => figureSection(figure)).join('\n')}`;
}

function claimTable(claims: Claim[]): string {
  return htmlTable(
    'Value ± standard error.',
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
