import { scrub } from '../model/scrub.ts';

/** What takes the place of something that differs from one failure to the next. */
const marked = (word: string): string => `‹${word}›`;

/** What is beyond tells nothing that the beginning does not. */
const LONGEST = 10_000;

/** Characters that show nothing: between the others they would hide a secret. */
const SILENT = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

/** What ends a text is what somebody's server said, in its own form. */
const PAGE = /<(?:!doctype|html|\?xml)[\s\S]*$/i;
const JSON_TEXT = /\{\s*"[\s\S]*\}|\{\s*"[\s\S]*$|\[\s*\{[\s\S]*\]/;

const DATE = /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?/g;
const ADDRESS = /\b[a-z][a-z\d+.-]*:\/\/[^\s"'<>)\]}]+/gi;
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const IP =
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\[?(?:[\da-f]{1,4})?(?:::?[\da-f]{1,4}){2,7}\]?(?::\d+)?/gi;
const HOST =
  /(?<![\w.-])(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:[a-z]{2,}):\d+\b|\blocalhost(?::\d+)?\b/gi;
/** A name of somebody's credential, node or workflow. */
const QUOTED = /"[^"\n]*"|“[^”\n]*”/g;
/** A word that nobody speaks: a token, an id, a digest. */
const RUN = /[\w~+/=-][\w.~+/=-]{7,}/g;
const NUMBER = /(?<![\p{L}\p{N}_])\d+(?:\.\d+)?(?![\p{L}\p{N}_])/gu;

/** A code such as `temporarily_unavailable`, or words with hyphens or full stops between them. */
const WORDS = /^[-/]*[a-z]{1,16}(?:[_./-]+[a-z]{1,16})*[./-]*$|^charset=[\w-]{1,12}$/i;
/** A name in a program, such as `oAuth2Api` or `ECONNREFUSED`. */
const PLAIN = /^[a-z]{1,16}$|^[A-Z]{1,16}$|^[A-Za-z]{1,16}\d?[A-Za-z]{0,12}$/;

const withoutRandom = (run: string): string =>
  WORDS.test(run) || PLAIN.test(run) ? run : marked('id');

/**
 * A text as it is when whatever differs from one failure to the next is replaced by a word in ‹ ›:
 * addresses, names, ids, tokens, numbers, dates, and what a server sent. It holds no secret, also
 * when the text did, and is the same when it is taken once more.
 */
export function normalise(text: string): string {
  return scrub(text.slice(0, LONGEST).toWellFormed().replaceAll(SILENT, ''), [])
    .replace(PAGE, marked('page'))
    .replace(JSON_TEXT, marked('data'))
    .replaceAll(ADDRESS, marked('address'))
    .replaceAll(MAIL, marked('mail'))
    .replaceAll(QUOTED, `"${marked('name')}"`)
    .replaceAll(DATE, marked('date'))
    .replaceAll(IP, marked('address'))
    .replaceAll(HOST, marked('address'))
    .replaceAll(RUN, withoutRandom)
    .replaceAll(NUMBER, marked('number'))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** By which two texts are the same: without case, marks at the end, and quotation marks. */
export const keyOf = (normalised: string): string =>
  normalised
    .toLowerCase()
    .replaceAll(/["'“”‘’`]/g, '')
    .replace(/[\s.:!…]+$/, '');
