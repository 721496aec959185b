import type { VoiceConditions } from '../../experiment/networks/voice-conditions.js';
import { baselineMethods } from './baseline-methods.js';
import { deviceMethods, type DeviceMethod } from './device-methods.js';
import { detectorMethod, type DetectorGroup } from './detector-methods.js';
import { readCorpus } from './read-corpus.js';
import { judgeMethods, type JudgedMethod } from './test-voice.js';

/** What a test found. */
export interface VoiceTest {
  /** the detectors, then others, then the first detectors on devices */
  readonly methods: readonly JudgedMethod[];
  /** those on devices, without their scores */
  readonly devices: readonly Omit<DeviceMethod, 'seeds'>[];
}

/** Tests detectors on a corpus, beside others, and the first group on devices. @param remark hears what is left out */
export async function testCorpus(
  groups: readonly DetectorGroup[],
  corpus: string,
  conditions: VoiceConditions | undefined,
  remark: (sentence: string) => void,
  workers?: number,
): Promise<VoiceTest> {
  const clips = readCorpus(corpus, ['train', 'validation', 'test'], ['unheard']);
  const of = (...sets: string[]) => clips.filter(({ set }) => sets.includes(set));
  const sets = { train: of('train'), validation: of('validation'), judged: of('test', 'unheard') };
  const { judged } = sets;
  const own = groups.map((group) => detectorMethod(group, judged));
  const others = await baselineMethods(sets, remark);
  const devices = conditions ? await deviceMethods(conditions, groups[0], sets, { workers, remark }) : [];
  return {
    methods: judgeMethods([...own, ...others, ...devices], judged),
    devices: devices.map((device) => {
      const { seeds: _, ...rest } = device;
      return rest;
    }),
  };
}
