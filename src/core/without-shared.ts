const PART = /\s*\/\s*/;

/** Names without the words that all of them share, part by part: "learningRate 0.1 / noise read" becomes "0.1 / read" beside "0.2 / read". A name of which nothing is left stays whole. */
export function withoutShared(labels: readonly string[]): readonly string[] {
  const parts = labels.map((label) => label.split(PART).map((part) => part.split(' ')));
  if (labels.length < 2 || parts.some(({ length }) => length !== parts[0].length)) return labels;
  const isShared = (part: number, word: number) =>
    parts.every((own) => own[part][word] === parts[0][part][word] && own[part].length === parts[0][part].length);
  const left = parts.map((own) =>
    own.map((words, part) => words.filter((_, word) => !isShared(part, word)).join(' ')).filter(Boolean),
  );
  return left.map((own, i) => (own.length > 0 ? own.join(' / ') : labels[i]));
} // prettier-ignore
