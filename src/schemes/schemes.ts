import { averagedReads } from './averaged-reads.js';
import { deadZone } from './dead-zone.js';
import { differentialPair } from './differential-pair.js';
import { mixedPrecision } from './mixed-precision.js';
import { multiMemristive } from './multi-memristive.js';
import { openLoop } from './open-loop.js';
import type { SchemeKind } from './scheme-kind.js';
import { selfCorrecting } from './self-correcting.js';
import { sign } from './sign-pulses.js';
import { agad, choppedTikiTaka, tikiTakaV1, tikiTakaV2 } from './tiki-taka-kinds.js';
import { writeVerify } from './write-verify.js';
import { zeroShifting } from './zero-shifting.js';

/** The names of the correction schemes. */
export const schemeNames = [
  'self-correcting',
  'open-loop',
  'dead-zone',
  'sign',
  'averaged-reads',
  'write-verify',
  'mixed-precision',
  'multi-memristive',
  'differential-pair',
  'zero-shifting',
  'tiki-taka-v1',
  'tiki-taka-v2',
  'chopped-tiki-taka',
  'agad',
] as const;
export type SchemeName = (typeof schemeNames)[number];

/** The correction schemes, by the names that experiments use. */
export const schemes: Readonly<Record<SchemeName, SchemeKind>> = {
  'self-correcting': selfCorrecting,
  'open-loop': openLoop,
  'dead-zone': deadZone,
  sign: sign,
  'averaged-reads': averagedReads,
  'write-verify': writeVerify,
  'mixed-precision': mixedPrecision,
  'multi-memristive': multiMemristive,
  'differential-pair': differentialPair,
  'zero-shifting': zeroShifting,
  'tiki-taka-v1': tikiTakaV1,
  'tiki-taka-v2': tikiTakaV2,
  'chopped-tiki-taka': choppedTikiTaka,
  agad: agad,
};
