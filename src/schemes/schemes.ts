import { averagedReads } from './averaged-reads.js';
import { carriedPackets } from './carried-packets.js';
import { deadZone } from './dead-zone.js';
import { differentialPair } from './differential-pair.js';
import { diffusedPackets } from './diffused-packets.js';
import { mixedPrecision } from './mixed-precision.js';
import { multiMemristive } from './multi-memristive.js';
import { openLoop } from './open-loop.js';
import type { SchemeKind } from './scheme-kind.js';
import { selfCorrecting } from './self-correcting.js';
import { sign } from './sign-pulses.js';
import { agad, choppedTikiTaka, tikiTakaV1, tikiTakaV2 } from './tiki-taka-kinds.js';
import { writeVerify } from './write-verify.js';
import { zeroShifting } from './zero-shifting.js';

/** The correction schemes, by the names that experiments use. */
export const schemes = {
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
  'carried-packets': carriedPackets,
  'diffused-packets': diffusedPackets,
} satisfies Record<string, SchemeKind>;
