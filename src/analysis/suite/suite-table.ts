import { steps, withInterval } from '../compare/amounts.js';
import { markOf, marksInWords, type Unranked } from '../compare/unranked.js';
import { catalogue } from '../../experiment/catalogue.js';
import type { SuiteEntry, SuiteFile, SuitePartResult } from '../../runs/suite-file.js';

/** A part as rows of schemes and columns of noises, the best scheme on the whole first. */
export interface SuiteTable {
  readonly noises: readonly string[];
  readonly rows: readonly {
    readonly scheme: string;
    readonly unranked: Unranked | null;
    /** one for each noise; undefined where it does not take part */
    readonly entries: readonly (SuiteEntry | undefined)[];
  }[];
}

/** The table of a part; schemes that are the same under some noise stand there with the entry of the one that was run. */
export function suiteTable({ entries }: SuitePartResult): SuiteTable {
  // Ideal memory has no noise: it stands beside every column.
  const onDevices = entries.filter(({ bank }) => !catalogue.devices.get(bank).exact);
  const noises = [...new Set(onDevices.map(({ noise }) => noise))];
  const names = [...new Set(entries.flatMap(({ scheme, same }) => [scheme, ...same]))];
  const at = (name: string, noise: string) =>
    entries.find((entry) => entry.noise === noise && (entry.scheme === name || entry.same.includes(name)));
  const rows = names.map((scheme) => {
    const alone = entries.find((entry) => entry.scheme === scheme && !noises.includes(entry.noise));
    const own = noises.map((noise) => at(scheme, noise) ?? alone);
    return { scheme, unranked: own.find((entry) => entry?.unranked)?.unranked ?? null, entries: own };
  });
  const height = ({ entries: own, unranked }: (typeof rows)[number]) =>
    own.reduce((sum, entry) => sum + Math.log(entry?.steps.value ?? 1), 0) + (unranked ? 1e9 : 0);
  return { noises, rows: rows.sort((a, b) => height(a) - height(b)) };
} // prettier-ignore

/** The names of the best schemes of a column: the one with the lowest mean among those on devices. */
export function bestIn({ rows, noises }: SuiteTable, column: number): SuiteEntry | undefined {
  const ranked = rows.flatMap(({ entries, unranked }) => {
    const entry = entries[column];
    return entry && !unranked && noises.includes(entry.noise) ? [entry] : [];
  });
  return ranked.sort((a, b) => a.steps.value - b.steps.value)[0];
}

/** The rows of all parts. */
export function rowsOf({ parts }: SuiteFile): SuiteTable['rows'] {
  return parts.flatMap((part) => suiteTable(part).rows);
}

/** The result of a suite as tables in Markdown. */
export function suiteMarkdown(file: SuiteFile): string {
  const parts = file.parts.map((part) => {
    const table = suiteTable(part);
    const best = table.noises.map((_, column) => bestIn(table, column));
    const rows = table.rows.map(({ scheme, entries, ...row }) => {
      const cells = entries.map((entry, column) => {
        if (!entry) return '–';
        const text = withInterval(entry.steps, steps);
        return entry === best[column] ? `**${text}**` : text;
      });
      return `| ${scheme}${markOf(row)} | ${cells.join(' | ')} |`;
    });
    const head = `| scheme | ${table.noises.join(' | ')} |\n| --- |${' --- |'.repeat(table.noises.length)}`;
    return `### ${part.name}\n\n${head}\n${rows.join('\n')}\n`;
  });
  return `## Suite ${file.suite}\n\nSteps per episode with 95 % intervals, memloop ${file.memloop}. Bold: fewest steps. ${marksInWords(rowsOf(file)).join(' ')}\n\n${parts.join('\n')}`;
}
