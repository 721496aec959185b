import { describe, expect, it } from 'vitest';
import { identifyShallow } from '../../src/identify/shallow/identify-shallow.js';
import { plusMinus, reach } from '../../src/report/networks/identify/identify-words.js';
import { linearAnswer } from '../../src/report/networks/identify/linear-answer.js';
import { linearFigures, linearPage } from '../../src/report/networks/identify/linear-page.js';
import { networkAnswer } from '../../src/report/networks/identify/network-answer.js';
import { networkFigures, networkPage } from '../../src/report/networks/identify/network-page.js';
import { teacherOf } from '../identify/teacher.js';
import { malformation } from './well-formed.js';

describe('a number with its interval', () => {
  it.each([
    [0.81919, 0.00171, '0.8192 ± 0.0017'],
    [-41.6, 0.42, '−41.60 ± 0.42'],
    [1234.5, 120, '1235 ± 120'],
    [-0.0001, 0.02, '0.000 ± 0.020'],
    [0.5, 0, '0.5 ± 0'],
    [2e-9, 1e-12, '2.00e−9 ± 1.00e−12'],
    [0.3, Infinity, '0.3 ± –'],
  ])('is written with the digits that the interval leaves: %d, %d', (value, half, text) => {
    expect(plusMinus(value, half)).toBe(text);
    expect(reach(half)).toBe(`±${text.split(' ± ')[1]}`);
  });
});

describe('a page of memloop identify', () => {
  it('shows a large matrix by its colours, and names the column of the largest deviation', () => {
    const [count, inputs, outputs] = [200, 50, 12];
    const x = Float64Array.from({ length: inputs * count }, (_, i) => Math.sin(i * i * 0.37));
    const y = Float64Array.from({ length: outputs * count }, (_, i) => Math.cos(i * i * 0.73));
    const answer = linearAnswer('many.csv', { count, inputs, outputs, x, y }, { gain: 2 });
    const drawn = linearFigures(answer);
    for (const { svg } of drawn) expect(malformation(svg)).toBe('');
    expect(drawn[0].caption).toContain('weights.csv has every number');
    const page = linearPage(answer, '0', drawn);
    expect(page).toContain('Outputs are divided by the gain 2.');
    expect(page).toContain('is not known yet');
  });

  it('says of a hidden layer whether it is identified', () => {
    const { probes } = teacherOf('tanh', 2, 2, 0, 200);
    const answer = networkAnswer(
      'exact.csv',
      probes,
      'tanh',
      identifyShallow(probes, { activation: 'tanh' }),
    );
    const drawn = networkFigures(answer);
    for (const { svg } of drawn) expect(malformation(svg)).toBe('');
    expect(networkPage(answer, '0', drawn)).toContain(
      'The network is identified: 2 tanh neurons between 2 inputs and',
    );
    const wrong = networkAnswer(
      'exact.csv',
      probes,
      'tanh',
      identifyShallow(probes, { activation: 'tanh', maxWidth: 1, students: 2 }),
    );
    expect(networkPage(wrong, '0', networkFigures(wrong))).toContain('Not identified: ');
  });

  it('has residuals of rounding, also with a linear part beside the neurons', () => {
    const { probes } = teacherOf('softplus', 2, 2, 0, 200);
    const y = probes.y.map((value, n) => value + 0.7 * probes.x[n % probes.count]);
    const search = { activation: 'softplus', students: 4, maxWidth: 4 };
    const answer = networkAnswer(
      'skip.csv',
      { ...probes, y },
      'softplus',
      identifyShallow({ ...probes, y }, search),
    );
    expect(Math.max(...answer.residuals.map(({ residual }) => Math.abs(residual)))).toBeLessThan(1e-6);
    if (answer.skip)
      expect(networkPage(answer, '0', networkFigures(answer))).toContain(
        'A linear part beside the neurons: x1 to y1',
      );
  });
});
