import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/experiment/catalogue.js';
import { readExperiment, readSweep } from '../../src/experiment/experiment-file.js';
import { parseExperiment, type Experiment } from '../../src/experiment/experiment.js';
import { scalar } from '../../src/experiment/text/commented-yaml.js';
import { experimentText } from '../../src/experiment/text/experiment-text.js';
import { reproductions } from '../../src/reproduce/reproductions.js';

/** What a reader of the text gets. */
function again(experiment: Experiment): Experiment {
  return parseExperiment(parse(experimentText(experiment, ['a heading'])));
}

const here = (file: string) => new URL(`../../examples/${file}`, import.meta.url).pathname;

describe('the text of an experiment', () => {
  it.each(catalogue.tasks.names)('is read as the same experiment: %s', (environment) => {
    const experiment = parseExperiment({ environment });
    expect(again(experiment)).toEqual(experiment);
  });

  it.each(Object.keys(reproductions))('likewise of a figure: %s', (figure) => {
    const { experiment } = reproductions[figure];
    if (!experiment) return;
    const complete = parseExperiment(experiment(false));
    expect(again(complete)).toEqual(complete);
  });

  it.each(['noise-together.yaml', 'board-w0-w1.yaml', 'packets-water-maze.yaml'])(
    'and of a file: %s',
    (file) => {
      const experiment = readExperiment(here(file));
      expect(again(experiment)).toEqual(experiment);
    },
  );

  it('and of a sweep, whose conditions have names of their own', () => {
    const { experiment } = readSweep(here('sweep.yaml'));
    expect(again(experiment)).toEqual(experiment);
  });

  it.each(catalogue.schemes.entries)('keeps the settings of a scheme: %s', (scheme, { settings }) => {
    const highest = Object.entries(settings).map(([name, { maximum }]) => [name, maximum] as const);
    const experiment = parseExperiment({
      environment: 't-maze',
      conditions: [{ bank: 'mean', scheme, schemeSettings: Object.fromEntries(highest) }],
    });
    expect(again(experiment)).toEqual(experiment);
  });

  it('says of every setting what it means, once', () => {
    const text = experimentText(parseExperiment({ environment: 'water-maze' }), []);
    const lines = text.split('\n');
    const bare = lines.filter(
      (line, i) => /^[a-z]/i.test(line) && !lines[i - 1].startsWith('#') && !line.startsWith('conditions'),
    );
    expect(bare).toEqual([]);
    expect(text.match(/# {1}what is done about write errors/g)).toHaveLength(1);
    expect(text).toContain('learning rate α');
    expect(lines.filter((line) => line.startsWith('#') && line.length > 100)).toEqual([]);
  });

  it('writes strings and numbers as YAML reads them', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true })),
        (value) => {
          const read = (parse(`key: ${scalar(value)}`) as { key: unknown }).key;
          expect(read).toBe(Object.is(value, -0) ? 0 : value);
        },
      ),
    );
    expect(scalar('a\u009b31m\u2028\u0007')).toBe(String.raw`"a\u009b31m\u2028\u0007"`);
    for (const word of ['true', 'No', 'off', 'null', '0x10', '1e3', '~', 'a: b', '- a', '#', 'ideal'])
      expect(parse(scalar(word))).toBe(word);
  });
});
