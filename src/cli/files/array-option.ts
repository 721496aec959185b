import { Option } from 'commander';
import { overlaid, type ArraySetup } from '../../experiment/array/array-setup.js';
import { checkedArray, writtenSetting } from '../../experiment/array/written-array.js';
import { readYaml } from '../../experiment/experiment-file.js';

/** `--array`: a setting, or a file with an array; those of several options lie over each other. */
export function arrayOption(): Option {
  return new Option(
    '--array <setting=value>',
    'a setting of the array, as in adc.bits=6, or a .yaml or .json file with an array (repeatable)',
  ).argParser((text: string, before?: ArraySetup) => overlaid(before, arrayIn(text)));
}

function arrayIn(text: string): ArraySetup {
  if (!/\.(ya?ml|json)$/i.test(text)) return writtenSetting(text, '--array');
  return readYaml(text, (value) => {
    const { array = value } = value as { array?: unknown };
    return checkedArray(array, '--array');
  });
}
