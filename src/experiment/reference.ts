import type { Kinds } from '../core/kinds.js';
import type { SettingShape } from '../core/setting.js';
import { arraySettings } from './array/array-form.js';
import { catalogue } from './catalogue.js';

/** What the tables tell of any kind. */
interface Listed {
  readonly meaning: string;
  readonly settings?: SettingShape;
}

/** Heading and introduction of each sort of kinds. */
const sections: Record<keyof typeof catalogue, readonly [heading: string, introduction: string]> = {
  tasks: ['Tasks', '`environment` of an experiment file, or `memloop run <task>`.'],
  devices: ['Device models', '`bank` of a condition, or `--bank`.'],
  noises: [
    'Noises',
    '`noise` of a condition as an object: its parts act together. `none`, `write`, `read`, `pulse` and `preset` are presets.',
  ],
  reliability: [
    'Reliability effects',
    '`array.reliability` as an object: effects act together, in this order from the device outward.',
  ],
  pulses: [
    'Pulse counts',
    '`pulses` of a condition, or `--pulses`: how many pulses a wanted change Δw is worth.',
  ],
  schemes: ['Schemes', '`scheme` of a condition, or `--scheme`: what is done about write errors.'],
  learners: ['Learners', '`learner` of a condition: what learns.'],
  boards: ['Boards', '`board.as`, or `--as`: boards that do not speak MBP/1.'],
  arrays: ['Published arrays', '`array.preset`: their noise is that of conditions that name none.'],
};

/** Everything that can be chosen by name with all settings, as a Markdown page. */
export function referencePage(): string {
  const tables = Object.entries(sections).map(
    ([sort, [heading, introduction]]) =>
      `## ${heading}\n\n${introduction}\n\n${table(catalogue[sort as keyof typeof catalogue])}`,
  );
  return `# Reference

Every name that an experiment file or an option takes. This page is made from the program by \`npm run reference\`.

${tables.join('\n\n')}

## Array

\`array\` of an experiment or of a condition, or \`--array\`. A sweep file varies \`array.adc.bits\` and the like.

${arrayTable()}
`;
}

function table({ entries }: Kinds<Listed>): string {
  const rows = entries.map(
    ([name, { meaning, settings = {} }]) => `| \`${name}\` | ${meaning} | ${settingsText(settings) || '–'} |`,
  );
  return ['| name | what it is | settings (default; range) |', '| --- | --- | --- |', ...rows].join('\n');
}

function arrayTable(): string {
  const rows = arraySettings().map(([place, form]) => `| \`${place}\` | ${form.description ?? ''} |`);
  return ['| setting | what it is |', '| --- | --- |', ...rows].join('\n');
}

function settingsText(settings: SettingShape): string {
  return Object.entries(settings)
    .map(([name, setting]) => {
      const { minimum, maximum, meaning } = setting;
      return `\`${name}\`: ${meaning} (${setting.default}; ${minimum}–${maximum})`;
    })
    .join('<br>');
}
