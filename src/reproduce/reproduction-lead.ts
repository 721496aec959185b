import { studentQuantile } from '../core/student-quantile.js';
import type { Lead } from '../report/page/lead.js';
import { count } from '../report/page/caption.js';
import { judge, type Claim } from './claim.js';
import { settingInWords, type OtherSetting } from './other-setting.js';
import type { Outcome } from './reproduction.js';

/** What a page of reproduced figures opens with: how many numbers agree, and the number that matters most beside that of the article. @param other the setting, where it is not the article's */
export function reproductionLead(all: readonly Outcome[], other?: OtherSetting): Lead {
  const claims = all.flatMap((one) => one.claims);
  const off = claims.filter((claim) => !judge(claim).agrees);
  const { claims: first, main = 0 } = all[0];
  return {
    sentence: other ? settingSentence(other) : agreement(claims.length, off),
    ...ofClaim(first[main]),
  };
}

/** That numbers are not from the article's setting, and what the article's are for. */
function settingSentence(other: OtherSetting): string {
  return `This is not the setting of the article: ${settingInWords(other)}. The numbers of the article stand beside ours to be compared with; they are no prediction for this setting.`;
}

function agreement(all: number, off: readonly Claim[]): string {
  const differing = off.map(({ what }) => what).join('; ');
  if (all === 1) return off.length === 0 ? 'The number agrees with the article.' : `The number differs from the article: ${differing}.`;
  if (off.length === 0) return `${all === 2 ? 'Both numbers' : `All ${count(all, 'number')}`} agree with the article.`;
  return `${all - off.length} of ${count(all, 'number')} agree with the article. Different: ${differing}.`;
} // prettier-ignore

/** A claim as the number of a page: ours with its 95 % interval (Student), and what the article has. */
function ofClaim({ what, ours, published, seeds }: Claim): Pick<Lead, 'number' | 'interval' | 'of'> {
  const digits = Math.max(published.digits, 2);
  const written = (value: number) => value.toFixed(digits).replace('-', '−');
  const reach = seeds > 1 ? studentQuantile(seeds - 1) * (ours.error ?? 0) : 0;
  const theirs = `${published.limit ? `${published.limit} ` : ''}${published.value.toFixed(published.digits)}`;
  const error = published.error && !published.limit ? ` ± ${Number(published.error.toPrecision(2))}` : '';
  return {
    number: written(ours.value),
    interval: reach > 0 ? `[${written(ours.value - reach)}, ${written(ours.value + reach)}]` : undefined,
    of: `${what}; the article has ${theirs}${error}`,
  };
}
