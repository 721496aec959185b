import type { FamilyComparison, FamilyFit } from '../../../devices/families/compare-families.js';
import type { DeviceFamilies } from '../../../devices/families/fit-families.js';
import { textTable } from './text-table.js';

/** Width of the lines of this table. */
const WIDTH = 80;
/** Branches that get a sentence each; with more, the rest is counted. */
const MOST_SENTENCES = 6;
/** The families that the device models of measured devices already simulate. */
const PUBLISHED: readonly string[] = ['lin-exp', 'cycle curve'];
const POLARITIES = ['set', 'reset'] as const;

/** The families of one device, with its name. */
export interface NamedFamilies {
  readonly device: string;
  readonly families: DeviceFamilies;
}

/** Every family on every branch: a table a branch, with the parameters below it. */
export function familyTable(compared: readonly NamedFamilies[]): string {
  const tables = compared.flatMap(({ device, families }) =>
    POLARITIES.map((polarity) => branchTable(`${device} ${polarity.toUpperCase()}`, families[polarity])),
  );
  const legend = [
    '* is taken, = fits as well: not clearly worse than the best in cross-validated',
    'error (one standard error) and in AIC (2), or its misfit is hidden by noise. Of',
    'those, published families come first, then those of few parameters k. R², AIC:',
    'of the mean over cycles; AIC above the lowest. cross-val.: error of cycles left',
    'out of the fit. misfit: what repeats in every cycle about the curve. Both are',
    'root mean squares in % of the window.',
  ];
  return `${tables.join('\n')}\n${legend.join('\n')}\n`;
}

function branchTable(title: string, { fits, best, by }: FamilyComparison): string {
  const header = ['  family', 'k', 'R²', 'AIC', 'cross-val. %', 'misfit %'];
  const rows = fits.map((fit) => [
    `${fit === best ? '*' : fit.fits ? '=' : ' '} ${fit.family}`,
    String(fit.freedom),
    fit.rSquared.toFixed(4),
    fit.aic < 1e5 ? fit.aic.toFixed(1) : fit.aic.toExponential(1),
    fit.crossValidated === undefined ? '–' : percent(fit.crossValidated, 3),
    percent(fit.misfit, 2),
  ]);
  const parameters = fits.map((fit) => wrapped(`  ${fit.family}: ${parametersOf(fit)}`));
  return `${title}, chosen by ${by}\n${textTable([header, ...rows])}${parameters.join('')}`;
}

function parametersOf({ parameters }: FamilyFit): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(3))}`)
    .join(', ');
}

/** Which device class fits: a sentence for each branch that no published curve draws, and one for the others. @param hint whether to say how all families are shown */
export function familySentences(compared: readonly NamedFamilies[], hint: boolean): string {
  const branches = compared.flatMap(({ device, families }) =>
    POLARITIES.map((polarity) => ({ device, polarity, comparison: families[polarity] })),
  );
  const others = branches.filter(({ comparison }) => !PUBLISHED.includes(comparison.best.family));
  const most = others.length > MOST_SENTENCES ? MOST_SENTENCES - 1 : MOST_SENTENCES;
  const sentences = others
    .slice(0, most)
    .map(({ device, polarity, comparison }) => sentence(`${device}: ${polarity.toUpperCase()}`, comparison));
  if (others.length > most)
    sentences.push(`${others.length - most} more branches are best drawn by other families than lin-exp.`);
  const single = branches.some(({ comparison }) => comparison.by === 'AIC');
  return [
    summary(branches.length, others.length),
    ...sentences,
    ...(others.length > 0
      ? ['Simulate them with --bank free-curve, which follows each mean curve as measured.']
      : []),
    ...(single ? ['With fewer than three cycles, only AIC chose: misfit may be noise.'] : []),
    ...(hint ? ['--families shows all families.'] : []),
  ]
    .map(wrapped)
    .join('');
}

function summary(branches: number, others: number): string {
  if (others === 0)
    return `The curves of the article fit: no other family draws any of the ${branches} branches better.`;
  if (others === branches)
    return 'The curves of the article do not fit: another family draws every branch better.';
  return `The curves of the article fit ${branches - others} of ${branches} branches; another family draws the others better.`;
}

function sentence(branch: string, { fits, best, by }: FamilyComparison): string {
  const misfitOf = (name: string) => percent(fits.find(({ family }) => family === name)!.misfit, 1);
  const article = best.family === 'free curve' ? 'a ' : '';
  return `${branch} is best drawn by ${article}${best.family} (misfit ${best.misfit < 0.0005 ? 'below 0.1' : percent(best.misfit, 1)} %). Lin-exp leaves ${misfitOf('lin-exp')} % of the window, the cycle curve ${misfitOf('cycle curve')} %${by === 'AIC' ? '' : ', which repeats in every cycle'}.`;
}

function percent(share: number, digits: number): string {
  return (100 * share).toFixed(digits);
}

/** Text as lines of at most 80 characters; those after the first are indented. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(/(?<=\S) (?!%)/)) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > WIDTH) lines.push(`    ${word}`);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `${line}\n`).join('');
}
