/**
 * Characters that a terminal or a reader of a log acts on instead of showing: C0 but for line
 * feed and tab, DEL and C1 (ECMA-48), line and paragraph separators, and those that turn the
 * direction of writing (Unicode TR 36 §2.5.2).
 */
// oxlint-disable-next-line no-control-regex -- these are the characters to be found
const ACTING = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g;

/** Most texts: of ASCII, with nothing that acts. */
const PLAIN = /^[ -~\t\n]*$/;

/** What stands for an acting character: the picture of a C0 one (U+2400 …), or its number. */
function pictured(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x7f) return '␡';
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/**
 * A text that does nothing to whoever shows it. Texts of n8n, of a provider, of files and of names
 * may hold anything. A carriage return before a line feed is part of the line break.
 */
export const printable = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text.toWellFormed().replaceAll('\r\n', '\n').replaceAll(ACTING, pictured);

/**
 * Plain data in which every text, also that of keys, is {@link printable}: the same object where
 * all of it is already, as of nearly every result, else a copy of what differs.
 */
export function printableIn<T>(value: T): T {
  return shown(value) as T;
}

function shown(one: unknown): unknown {
  if (typeof one === 'string') return printable(one);
  if (typeof one !== 'object' || one === null) return one;
  return Array.isArray(one) ? shownArray(one) : shownObject(one);
}

function shownArray(all: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, one] of all.entries()) {
    const inner = shown(one);
    if (inner !== one) copy ??= all.slice(0, index);
    copy?.push(inner);
  }
  return copy ?? all;
}

function shownObject(all: object): object {
  const keys = Object.keys(all);
  let copy: [string, unknown][] | undefined;
  for (const [index, key] of keys.entries()) {
    const one: unknown = Reflect.get(all, key);
    const [name, inner] = [printable(key), shown(one)];
    if (name !== key || inner !== one) copy ??= Object.entries(all).slice(0, index);
    copy?.push([name, inner]);
  }
  return copy === undefined ? all : Object.fromEntries(copy);
}

/** Colours, as this program writes them (SGR of ECMA-48). */
// oxlint-disable-next-line no-control-regex -- the escape character begins a colour
const COLOUR = /\u001B\[[\d;]*m/g;
const COLOURS = new RegExp(`(${COLOUR.source})`);
const COLOUR_ALONE = new RegExp(`^${COLOUR.source}$`);

/** What GitHub, Azure and TeamCity take for a command when a line of a log begins with it. */
const COMMAND = /^\s*(::|##\[|##vso\[|##teamcity\[)/i;

/**
 * A line of a log that no CI server takes for a command to itself: a text that was wrapped may
 * begin a line with whatever somebody put into it.
 */
export const withoutCommand = (line: string): string =>
  COMMAND.test(line.replaceAll(COLOUR, '')) ? `· ${line}` : line;

/**
 * Lines that may have colours of this program and else do nothing to a terminal or a CI server,
 * whatever was put into them.
 */
export const printableLines = (text: string): string =>
  text
    .split(COLOURS)
    .map((part) => (COLOUR_ALONE.test(part) ? part : printable(part)))
    .join('')
    .replaceAll(/^.*$/gm, withoutCommand);
