import { figureSection, htmlPage } from '../report/page/html-page.js';
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
  const title = other ? 'Figures of the article in another setting' : 'The article, reproduced';
  return htmlPage(
    title,
    `<p class="quiet">Portner, Zellweger, Martinelli et al., Nature Machine Intelligence 2025, doi:10.1038/s42256-025-01149-w.</p>
<p>${escapeHtml(other ? settingSentence(other) : agreement(all))}</p>
${all.map((one) => section(one, other)).join('\n')}`,
  );
}

/** How many numbers agree. */
function agreement(all: Reproduced[]): string {
  const claims = all.flatMap(({ claims }) => claims);
  const agreeing = claims.filter((claim) => judge(claim).agrees).length;
  return `${agreeing} of ${claims.length} numbers agree. They lie within ${TOLERANCE} combined standard errors, or on the right side of a limit.`;
}

/** That numbers are not from the article's setting, and what the article's are for. */
export function settingSentence(other: OtherSetting): string {
  return `This is not the setting of the article: ${settingInWords(other)}. The numbers of the article stand beside ours to be compared with; they are no prediction for this setting.`;
}

function section({ title, claims, figures, remarks }: Reproduced, other?: OtherSetting): string {
  return `<h2>${escapeHtml(title)}${other ? `, but with ${escapeHtml(settingInWords(other))}` : ''}</h2>
${claimTable(claims, other)}
${remarks.map((remark) => `<p>${escapeHtml(remark)}</p>`).join('\n')}
${figures.map(figureSection).join('\n')}`;
}

function claimTable(claims: Claim[], other?: OtherSetting): string {
  const [header, ...rows] = claimRows(claims, other);
  return htmlTable(
    'Value ± standard error.',
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
  return value.toFixed(digits).replace('-', '−');
}
