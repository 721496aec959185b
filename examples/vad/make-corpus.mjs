// Writes a corpus of noisy speech with labels:  node make-corpus.mjs --out corpus [--seed 1] [--small]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { clipsText, makeClips, readWav, resample, wavBytes } from 'memloop/voice';

const USAGE = 'node make-corpus.mjs --out corpus [--seed 1] [--small]';
/** What the script ends with where the command line is wrong. */
const WRONG = 2;
const RATE = 8000;
const SOUNDS = '/usr/share/asterisk/sounds';
/** Recorded speakers by the folder of their Debian package, and whether they are trained on. */
const speakers = [
  ['en_US_f_Allison', 'allison', true, 'asterisk-core-sounds-en-wav'],
  ['es_MX_f_Allison', 'allison', true, 'asterisk-core-sounds-es-wav'],
  ['it_IT_f_Menardi', 'menardi', true, 'asterisk-prompt-it-menardi-wav'],
  ['it_IT_m_Carlo', 'carlo', true, 'asterisk-core-sounds-it-wav'],
  ['fr_CA_f_June', 'june', false, 'asterisk-core-sounds-fr-wav'],
  ['ru_RU_f_IvrvoiceRU', 'ivrvoice', false, 'asterisk-core-sounds-ru-wav'],
];
/** Bytes of a wav file that holds nothing. */
const HEADING = 44;
/** Recordings that are no speech. */
const NO_SPEECH = /^silence\/|beep|^(ascending|descending)-2tone|^tt-monkeys$/;
/** Voices of espeak-ng, never trained on where there are recordings. */
const synthetic = ['en-us+m3', 'fr+f2'];
/** Voices in their place, where there are none and the corpus is small. */
const trainedInstead = ['en-gb+m1', 'en-us+f4', 'es+m5'];
const sentences = [
  'The meeting begins at nine o’clock.',
  'Please leave a message after the tone.',
  'Seven white boats lay in the harbour.',
  'Nobody expected the bridge to hold for so long.',
  'Turn left at the station and follow the river.',
  'The current through the sample fell by a third.',
  'She asked whether the window had been open all night.',
  'Two of the four answers were correct.',
  'Rain is expected in the north before the evening.',
  'He measured the length of the table twice.',
  'A train to the coast leaves every twenty minutes.',
  'The library closes early on Saturday.',
  'Bread, butter, apples, and a bottle of milk.',
  'Who wrote the letter that arrived this morning?',
  'The voltage was raised in small steps.',
  'They walked along the beach until it was dark.',
  'Open the second drawer and take the blue folder.',
  'Your call is important to us; please hold the line.',
  'The old clock in the hall stopped years ago.',
  'It takes about an hour to reach the summit.',
];
/** How much sound each set holds, in s. */
const full = { train: 1500, validation: 480, test: 900, unheard: 480 };
const small = { train: 60, validation: 20, test: 30, unheard: 20 };

function fail(sentence, status = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(status);
}

/** One of `every` recordings of a folder; it is read once. */
function recorded([folder, speaker, heard], every) {
  const root = join(SOUNDS, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true })
    .filter((name) => name.endsWith('.wav') && statSync(join(root, name)).size > HEADING)
    .map((name) => [name, name.slice(0, -'.wav'.length)])
    .filter(([, prompt]) => !NO_SPEECH.test(prompt))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter((_, i) => i % every === 0)
    .map(([name, prompt]) => {
      const path = join(root, name);
      return { prompt, speaker, heard, sound: once(() => resample(readWav(readFileSync(path), path), RATE)) };
    });
}

function spoken(voice, heard) {
  return sentences.map((text) => {
    const sound = once(() => {
      const file = join(tmpdir(), `memloop-espeak-${process.pid}.wav`);
      const { status } = spawnSync('espeak-ng', ['-v', voice, '-w', file, text]);
      if (status !== 0) fail('espeak-ng is missing, or failed: install it with "apt install espeak-ng"');
      const read = resample(readWav(readFileSync(file), file), RATE);
      rmSync(file);
      return read;
    });
    return { prompt: text, speaker: `espeak-ng ${voice}`, heard, sound };
  });
}

function once(make) {
  let made;
  return () => (made ??= make());
}

/** All recordings; a small corpus takes a tenth of what is there. */
function gather(isSmall) {
  const missing = speakers.filter(([folder]) => !existsSync(join(SOUNDS, folder)));
  if (missing.length > 0 && !isSmall)
    fail(
      `recordings are missing: install them with "apt install ${missing.map(([, , , name]) => name).join(' ')}"`,
    );
  const found = speakers.flatMap((speaker) => recorded(speaker, isSmall ? 10 : 1));
  const trained = found.some(({ heard }) => heard) ? [] : trainedInstead;
  return [
    ...found,
    ...trained.flatMap((voice) => spoken(voice, true)),
    ...synthetic.flatMap((voice) => spoken(voice, false)),
  ];
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        out: { type: 'string' },
        seed: { type: 'string', default: '1' },
        small: { type: 'boolean', default: false },
      },
    });
    if (values.out === undefined) fail(`got no folder: expected "${USAGE}"`, WRONG);
    if (!/^\d+$/.test(values.seed)) fail(`got the seed "${values.seed}": expected a whole number`, WRONG);
    return values;
  } catch (error) {
    return fail(`${error.message}: expected "${USAGE}"`, WRONG);
  }
}

const values = options();
if (existsSync(join(values.out, 'clips.csv')))
  fail(`${values.out} already holds a corpus: give another folder, or remove it`, WRONG);
const plan = {
  seed: Number(values.seed),
  recordings: gather(values.small),
  seconds: values.small ? small : full,
};
const clips = [];
for (const { clip, sound } of makeClips(plan)) {
  const path = join(values.out, clip.file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wavBytes(sound));
  clips.push(clip);
}
writeFileSync(join(values.out, 'clips.csv'), clipsText(clips));
process.stdout.write(`${values.out}: ${clips.length} clips\n`);
