import { describe, expect, it } from 'vitest';
import { stepAt, stepCount } from '../../src/bench/protocol.js';
import { LivePlot } from '../../src/cli/bench/live-plot.js';

const PROTOCOL = { cycles: 2, pulses: 20 };

/** What the plot of a triangle writes. */
function written(isTTY: boolean): string {
  let text = '';
  const plot = new LivePlot(PROTOCOL, { isTTY, write: (part) => ((text += String(part)), true) });
  for (let at = 0; at < stepCount(PROTOCOL); at++) {
    const step = stepAt(PROTOCOL, at);
    const reading = {
      ...step,
      siemens: (step.polarity === 'set' ? 20 + step.pulse : 40 - step.pulse) * 1e-6,
    };
    if (step.polarity === 'set' && step.pulse === 0) expect(plot.begin(reading)).toBe(at);
    plot.add(reading);
  }
  plot.end();
  return text;
}

describe('the live plot of a characterisation', () => {
  it('is a line a branch in a pipe', () => {
    expect(written(false)).toBe(
      [1, 2]
        .map(
          (cycle) =>
            `cycle ${cycle} of 2, SET: 20.000 µS → 40.000 µS\ncycle ${cycle} of 2, RESET: 40.000 µS → 20.000 µS\n`,
        )
        .join(''),
    );
  });

  it('is a picture of the present cycle on a terminal, drawn over the one before', () => {
    const text = written(true);
    const picture = text
      .slice(text.lastIndexOf('\u001B[7A'))
      .replaceAll('\u001B[7A', '')
      .replaceAll('\u001B[2K', '')
      .trimEnd()
      .split('\n');
    expect(picture).toHaveLength(7);
    expect(picture[0]).toMatch(/^ {2}40\.000 µS {10,}[▁-█ ]+$/);
    expect(picture[5]).toMatch(/^ {2}20\.000 µS [▁-█]+$/);
    expect(picture[6]).toBe('cycle 2/2  RESET 20/20  20.000 µS  0 s left');
    // A triangle has its peak in the middle.
    const bars = picture[0].slice(12);
    expect(bars.indexOf('█')).toBe(20);
  });
});
