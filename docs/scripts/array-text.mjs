// What docs/array-results.md says of its runs: tables, and sentences that are made from the numbers.

/** A table of an axis: a row a scheme, a column a level. @param cells what a scheme's row says, from what its levels gave */
export function tableOf({ levels }, rows, cells, more = []) {
  const lines = [
    ['scheme', 'ideal array', ...levels.map(({ title }) => title), ...more],
    ['---', '---:', ...levels.map(() => '---:'), ...more.map(() => '---:')],
    ...[...rows].map(([name, found]) => [marked(name), ...cells(found)]),
  ];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** What a table of steps says: steps in the ideal array, and the difference at each level with its 95 % interval. @param graded whether levels go from mild to hard */
export function stepsOf({ levels }, graded) {
  const steps = (found) => [
    present(found).steps.a.toFixed(2),
    ...levels.map((_, k) => (found[k] ? lossOf(found[k]) : '–')),
  ];
  if (!graded) return { titles: [], cells: steps };
  return {
    titles: ['loss from'],
    cells: (found) => [...steps(found), lossFrom(levels, found) ?? '–'],
  };
}

/** Pulses of a whole run at each level. */
export function pulses(found) {
  const rounded = (value) => Math.round(value).toLocaleString('en-US');
  return [rounded(present(found).pulses.a), ...found.map((one) => (one ? rounded(one.pulses.b) : '–'))];
}

/** The mildest level from which on every harder one shows a loss: an interval above zero. Levels go from mild to hard. */
export function lossFrom(levels, found) {
  const on = levels.map((level, k) => [level, found[k]]).filter(([{ aside }]) => !aside);
  let first;
  for (const [{ title }, one] of on.reverse()) {
    if (!one || !isLoss(one)) break;
    first = title;
  }
  return first;
}

/** Who shows no loss at a level, and who loses most there, as a sentence. */
export function atLevel({ levels }, rows, title) {
  const at = levels.findIndex((level) => level.title === title);
  const all = [...rows].filter(([name, found]) => found[at] && !isDigital(name));
  const sorted = all.sort(([, one], [, other]) => valueOf(one[at]) - valueOf(other[at]));
  if (!sorted[0][1][at].steps.difference.interval) return `**${title}:** too few seeds for intervals.`;
  const still = sorted.filter(([, found]) => !isLoss(found[at])).map(([name]) => `\`${name}\``);
  const said = ([name, found]) => `\`${name}\` (${lossOf(found[at])} steps)`;
  const most = said(sorted.at(-1));
  if (still.length === sorted.length) return `**${title}:** no scheme shows a loss.`;
  if (still.length > 0) return `**${title}:** no loss is shown by ${listed(still)}. ${most} loses most.`;
  return `**${title}:** every scheme loses: ${said(sorted[0])} least, ${most} most.`;
}

/** Pulses at a level as multiples of those in the ideal array, as a sentence. */
export function pulsesAt({ levels }, rows, title) {
  const at = levels.findIndex((level) => level.title === title);
  const all = [...rows].filter(([name, found]) => found[at] && !isDigital(name));
  const times = all.map(
    ([name, found]) => `\`${name}\` ${(found[at].pulses.b / found[at].pulses.a).toFixed(2)}`,
  );
  return `Pulses at ${title}, as multiples of those in the ideal array: ${listed(times)}.`;
}

/** From where on each of some schemes shows a loss, as a sentence. */
export function losses(what, { levels }, rows, names) {
  const hardest = levels.findLast(({ aside }) => !aside).title;
  const said = names.map((name) => {
    const from = lossFrom(levels, rows.get(name));
    return from ? `\`${name}\` shows a loss from ${from} on` : `\`${name}\` shows none at ${hardest}`;
  });
  return `${what}: ${listed(said)}.`;
}

/** A difference of steps with its interval; bold where it shows a loss. */
export function lossCell(one) {
  if (!one) return '–';
  return isLoss(one) ? `**${lossOf(one)}**` : lossOf(one);
}

/** A difference of steps with its interval. */
export function lossOf({ steps: { difference } }) {
  const { value, interval } = difference;
  return `${signed(value)}${interval ? ` [${interval.map(signed).join(', ')}]` : ''}`;
}

export const bullets = (sentences) => sentences.map((one) => `- ${one}`).join('\n');

const present = (found) => found.find((one) => one);
const valueOf = (one) => one.steps.difference.value;
const isLoss = ({ steps: { difference } }) => (difference.interval?.[0] ?? 0) > 0;
/** Acts on a digital copy of its weights, so that no array changes its steps. */
const isDigital = (name) => name === 'open-loop';
const marked = (name) => (isDigital(name) ? `${name} †` : name);

function listed(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words[0];
}

function signed(value) {
  const digits = Math.abs(value) < 10 ? 2 : 1;
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}
