import { expect, it } from 'vitest';
import { ledgerTable } from '../../src/report/tables/ledger-table.js';
import { sampleCondition, sampleSummary } from './sample-summary.js';

const cellsOf = (html: string, heading: string) =>
  new RegExp(`<tr><th[^>]*>${heading}</th>(.*?)</tr>`, 's')
    .exec(html)![1]
    .split('</td>')
    .map((cell) => cell.replaceAll(/<[^>]*>/g, '').trim())
    .filter(Boolean);

it('the lifetime of a run is a million pulses over those of the most worn device, with its interval', () => {
  const conditions = [sampleCondition('worn', 0), sampleCondition('digital', 0)];
  conditions[0].ledger.wear = { mean: 500, standardError: 10, interval: [400, 625] };
  conditions[1].ledger.wear = { mean: 0, standardError: 0, interval: [0, 0] };
  const cells = cellsOf(ledgerTable(sampleSummary({ conditions })), 'runs in a life of 1,000,000 pulses');
  expect(cells).toEqual(['2,000 ± 450', '–']);
});
