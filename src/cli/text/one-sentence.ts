/** What commander complains of, in one line and as one sentence. */
export function oneSentence(text: string): string {
  return text
    .replace(/^error: /, '')
    .replace(/\. Expected (.*?)\.?\s*$/, ': expected $1')
    .replace(/\s*\(Did you mean (.*)\?\)\s*$/, ': expected, perhaps, $1');
}
