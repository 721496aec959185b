import type { FlowFilePlan } from '../../experiment/networks/network-condition.js';
import { noiseInWords, noiseLabel } from '../../experiment/noise-choice.js';
import { catalogue } from '../../experiment/catalogue.js';
import { signings } from '../../on-crossbar/signing.js';
import type { DeviceResults } from '../../runs/networks/device-runs.js';
import { few } from './flow-words.js';

/** How the network learned on devices, a sentence each. */
export function deviceSentences({ devices }: FlowFilePlan, { conditions }: DeviceResults): string[] {
  const used = [...new Set(conditions.map(({ signed }) => signed))];
  return [
    'On devices, each layer is a crossbar. Its devices are read forward and, transposed, backward for each sample; the host applies activations, adds up the gradient and asks for the change −rate · slope.',
    ...used.map((name) => `${name}: ${signings.get(name).meaning}.`),
    ...conditions.map((condition) => `${condition.name}: ${inWords(condition)}.`),
    devices?.start === undefined
      ? 'Each seed has weights of its own at the start, the same in the flow and in all conditions.'
      : `All runs start from the weights of seed ${devices.start}; seeds differ in devices and noise alone.`,
    ...(conditions.some(({ array }) => array)
      ? [
          'In an array with wires or one voltage a line, weights act otherwise than their devices say: the loss as read is that of the network which learns.',
        ]
      : []),
    'The start is written by pulses and reads until each device is within 0.005 of its window, and exactly into exact memories.',
  ];
}

function inWords({
  bank,
  noise,
  pulses,
  scheme,
  range,
  rate,
  batch,
}: DeviceResults['conditions'][number]): string {
  const kind = catalogue.devices.get(bank);
  const written = kind.exact ? '' : `, ${noiseInWords(noiseLabel(noise))}, ${pulses} pulse counts`;
  const samples = batch === undefined ? 'all samples' : `${batch} samples`;
  return `${bank} (${kind.meaning})${written}, scheme ${scheme}, weights up to ±${few(range)}, rate ${few(rate)}, ${samples} a step`;
}
