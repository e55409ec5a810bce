/**
 * What may stand in a text that was spread out: white space, also as JSON writes it, and whatever
 * is not in ASCII or cannot be seen, of which no raw value has any.
 */
const GAPS = /[^!-~]+|\\+[nrt]/g;

/** What every raw value begins with, also where each character is two bytes (UTF-16). */
const BEGINNING = 'oc_';
const WIDE_BEGINNING = 'o\0c\0_';
/** The same with gaps, up to its last character, which is rarer in texts than its first. */
const SPREAD_BEGINNING = /(?:o(?:[^!-~]|\\+[nrt])+c(?:[^!-~]|\\+[nrt])*|oc(?:[^!-~]|\\+[nrt])+)$/;
const SPACE = 0x20;
const LAST_ASCII = 0x7e;
/**
 * As many characters as a raw value has, and with gaps, in hexadecimal with gaps, in base64: these
 * two also where each character is two bytes (UTF-16).
 */
const LENGTH = 38;
const SPREAD_LENGTH = 200;
const HEX_LENGTH = LENGTH * 2 * 3;
const BASE64_LENGTH = 112;

/**
 * Also in capital letters, with colons, and as Node shows the bytes of a buffer. V8 finds texts of
 * up to six characters several times as fast as longer ones, so these are no longer.
 */
const HEX_BEGINNINGS = ['6f635f', '6F635F', '6f 63 ', '6f:63:', '6F:63:', '6f0063', '6F0063'];
/** As JSON writes a buffer: a list of its bytes. */
const LISTED_SIGN = '111,';
const LISTED_BEGINNING = /111,(?:\s|\\[nrt]|0,)*99,(?:\s|\\[nrt]|0,)*95,/y;
/** As many characters as a list of bytes may take, with gaps. */
const LISTED_LENGTH = LENGTH * 32;

/**
 * The characters that base64 makes of a text whatever stands around it, when `before` bytes (0 to
 * 2) of its first group belong to something else; `skipped` characters of the group come first.
 */
export function fixedBase64(
  text: string,
  before: number,
): { readonly form: string; readonly skipped: number } {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
  const skipped = before === 0 ? 0 : before + 1;
  const whole = Math.floor((bytes.length * 8) / 6);
  return { form: bytes.toString('base64').slice(skipped, whole), skipped };
}

const ALIGNMENTS = [0, 1, 2] as const;
const BASE64_BEGINNINGS = ALIGNMENTS.flatMap((before) =>
  [BEGINNING, WIDE_BEGINNING].map((text) => ({ before, ...fixedBase64(text, before) })),
);

const ESCAPES = /%([0-9a-f]{2})|\\+u00([0-9a-f]{2})|\\+x([0-9a-f]{2})/gi;
/** The same, of characters that a raw value has none of. */
const NOTHING = /\0|\\u0000|\\x00|%00/;

/** The places of a short text in a long one. */
function* places(text: string, wanted: string): Generator<number> {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) yield at;
}

/** Short for `6f:63:5f` and `6F:63:5F`: what must be there before either is looked for. */
const COLON_SIGN = '63:5';

/** What a text must contain before anything in it can begin like a raw value once it is decoded. */
const RAW_SIGNS = [
  BEGINNING,
  '%5',
  String.raw`\u00`,
  String.raw`\x`,
  '6f635f',
  '6F635F',
  '6f 63 ',
  '6f0063',
  '6F0063',
  COLON_SIGN,
  ...BASE64_BEGINNINGS.map(({ form }) => form),
];

/** False, and quickly so, for a text in which `rawCandidates` would find nothing. */
const mayHaveRaw = (text: string): boolean =>
  RAW_SIGNS.some((sign) => text.includes(sign)) ||
  !spreadPlaces(text).next().done ||
  !listedPlaces(text).next().done;

/** Everything in a text that begins like a raw value once it is decoded, each with what follows. */
export function* rawCandidates(text: string): Generator<string> {
  // Percent-encoded twice or more often: `%25` is a percent sign, so `%2525` is one, too.
  if (text.includes('%25')) yield* rawCandidates(text.replaceAll(/%(?:25)+/g, '%'));
  if (!mayHaveRaw(text)) return;
  yield* written(text);
  // `_` is `%5F` or `\u005f` where somebody encoded all there is.
  if (text.includes('%5') || text.includes('\\u00') || text.includes('\\x'))
    yield* written(unescaped(text));
  for (const form of HEX_BEGINNINGS)
    for (const at of places(text, form)) {
      const digits = text.slice(at, at + HEX_LENGTH).replace(/[\s:]/g, '');
      yield joined(Buffer.from(digits, 'hex').toString('latin1'));
    }
  for (const at of listedPlaces(text)) yield listed(text.slice(at, at + LISTED_LENGTH));
  for (const { form, skipped, before } of BASE64_BEGINNINGS)
    for (const at of places(text, form)) {
      const groups = joined(text.slice(Math.max(0, at - skipped), at + BASE64_LENGTH));
      yield joined(Buffer.from(groups, 'base64').toString('latin1').slice(before));
    }
}

/** The text with every escaped byte as the character it stands for. */
const unescaped = (text: string): string =>
  text.replace(ESCAPES, (_, percent?: string, unicode?: string, hex?: string) =>
    String.fromCharCode(Number.parseInt(percent ?? unicode ?? hex ?? '', 16)),
  );

/** `oc_` whose bytes were taken for UTF-16 in the other order, as characters and escaped. */
const SWAPPED_SIGNS = ['\u{6f00}\u{6300}\u{5f00}', String.raw`\u6f00\u6300\u5f00`];
const SWAPPED = /[\u{0100}-\u{ff00}]/gu;
const SWAPPED_ESCAPES = /\\+u([0-9a-f]{2})00/gi;

/**
 * What a text in UTF-16 says to whom reads it in another encoding: with nothing between its
 * characters, and with the two bytes of each in their right order. Nothing for other texts.
 */
export function* outOfUtf16(text: string): Generator<string> {
  if (NOTHING.test(text)) yield unescaped(text).replaceAll('\0', '');
  if (SWAPPED_SIGNS.some((sign) => text.includes(sign)))
    yield text
      .replace(SWAPPED_ESCAPES, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)))
      .replace(SWAPPED, (character) => {
        const code = character.charCodeAt(0);
        return code % 0x1_00 === 0 ? String.fromCharCode(code / 0x1_00) : character;
      });
}

/** Candidates that are not encoded, with gaps or without. */
function* written(text: string): Generator<string> {
  for (const at of places(text, BEGINNING)) {
    const near = text.slice(at, at + LENGTH);
    yield /^[\w-]+$/.test(near) ? near : joined(text.slice(at, at + SPREAD_LENGTH));
  }
  for (const at of spreadPlaces(text)) yield joined(text.slice(at, at + SPREAD_LENGTH));
}

/** True when the character at this place may be the last one of a gap. */
function endsGap(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code <= SPACE || code > LAST_ASCII) return true;
  return text[at - 1] === '\\' && ['n', 'r', 't'].includes(text[at] ?? '');
}

/** Where a raw value begins that has gaps in its first characters. */
function* spreadPlaces(text: string): Generator<number> {
  for (let at = text.indexOf('_'); at !== -1; at = text.indexOf('_', at + 1)) {
    const hasC = text[at - 1] === 'c';
    if (!endsGap(text, hasC ? at - 2 : at - 1)) continue;
    const before = text.slice(Math.max(0, at - SPREAD_LENGTH), at);
    const found = SPREAD_BEGINNING.exec(before)?.[0];
    if (found !== undefined) yield at - found.length;
  }
}

/** Where a list of bytes begins like a raw value. */
function* listedPlaces(text: string): Generator<number> {
  for (const at of places(text, LISTED_SIGN)) {
    LISTED_BEGINNING.lastIndex = at;
    if (LISTED_BEGINNING.test(text)) yield at;
  }
}

/** What a list of bytes says, up to what is no byte. */
function listed(text: string): string {
  const bytes = /^(?:\d{1,3},)*\d{1,3}/.exec(joined(text))?.[0].split(',') ?? [];
  return joined(Buffer.from(bytes.map(Number)).toString('latin1'));
}

/** The text without gaps. */
const joined = (text: string): string => text.replace(GAPS, '');

const JWT_FORMS = ALIGNMENTS.map((before) => fixedBase64('.eyJ', before).form);
const JWT_SIGNS = ['.eyJ', ...JWT_FORMS];
const LONGEST_JWT = 16_384;

/** The forms of a text in which a JWT may stand: without gaps, and out of base64. */
export function* jwtForms(text: string): Generator<string> {
  if (!JWT_SIGNS.some((sign) => text.includes(sign))) return;
  if (text.includes('.eyJ')) yield joined(text);
  let done = 0;
  for (const form of JWT_FORMS)
    for (const at of places(text, form)) {
      if (at < done) continue;
      const before = /[\w+/-]*$/.exec(text.slice(Math.max(0, at - LONGEST_JWT), at))?.[0] ?? '';
      const after = /^[\w+/-]*/.exec(text.slice(at, at + LONGEST_JWT))?.[0] ?? '';
      done = at + after.length;
      for (const offset of [0, 1, 2, 3])
        yield Buffer.from((before + after).slice(offset), 'base64').toString('latin1');
    }
}
