import { Option, type Command } from 'commander';
import { existsSync } from 'node:fs';
import { parseInlineMapping, parseMapping, type Mapping } from '../../../devices/measurements/mapping.js';
import { UNIT_NAMES } from '../../../devices/measurements/units.js';
import { UsageError } from '../../core/errors.js';
import { readText } from '../../core/read-text.js';
import { yamlLibrary } from '../../experiment/yaml-library.js';
import { parseDrop, type Drop } from './drop-option.js';
import { choice } from '../options.js';

/** What a user says about measurements: how their files are to be read, and which readings to leave out. */
export interface MeasurementOptions {
  map?: string;
  units?: Mapping['units'];
  drop?: Drop[];
}

/** Adds `--map`, `--units` and `--drop` to a command that reads measurements. */
export function withMeasurementOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--map <mapping>',
        'say what the columns are, as "conductance=current/voltage,pulse=Pulse", or name a YAML file that does',
      ),
    )
    .addOption(
      choice(
        '--units <unit>',
        'unit of the conductances or resistances, where their column names none or a wrong one',
        UNIT_NAMES,
      ),
    )
    .addOption(
      new Option(
        '--drop <readings>',
        'leave readings out, by polarity cycle:pulse as the file calls them: "set 3:17, reset 0:5"; with several devices "DEVICE set 3:17"',
      ).argParser((text: string, earlier?: Drop[]) => [...(earlier ?? []), ...parseDrop(text)]),
    );
}

/** The mapping of a command line: `--map`, inline or a file, and `--units`. @throws UsageError that names the option or the file */
export function mappingOf({ map, units }: MeasurementOptions): Mapping {
  const mapping = map === undefined ? {} : readMapping(map);
  return units === undefined ? mapping : { ...mapping, units };
}

function readMapping(map: string): Mapping {
  const isFile = /\.(ya?ml|json)$/i.test(map) || (!map.includes('=') && existsSync(map));
  if (!isFile) return parseInlineMapping(map, '--map');
  const { parseDocument } = yamlLibrary();
  const document = parseDocument(textOf(map), { logLevel: 'error' });
  const [fault] = document.errors;
  if (fault)
    throw new UsageError(
      `${map}:${fault.linePos?.[0].line ?? 1}: ${fault.message.replace(/ at line \d+[^]*$/, '')}`,
    );
  return parseMapping(document.toJS() ?? {}, map);
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new UsageError(`--map: cannot read the mapping ${path}: ${(error as Error).message}`);
  }
}
