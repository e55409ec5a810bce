import type { BodyWire } from '../../model/wire.ts';
import { type Masker, visible, withoutMarks } from './masker.ts';

/** So much of a body is read, and so much of what comes of it is kept, in characters. */
const READ = 16_384;
const KEPT = 4_096;

const STRING = /"((?:[^"\\]|\\.)*)("?)(\s*:)?|[^"]+/gs;

/** A body without its secrets: a form, also one in parts, JSON, or any other text. */
export function maskBody(masker: Masker, body: string): BodyWire {
  const read = body.slice(0, READ);
  const masked = maskText(masker, read);
  const text = cutOff(masker.withheld(visible(masked)) ?? masked);
  const isCut = read.length < body.length || text.length < masked.length;
  return { text, bytes: Buffer.byteLength(body), ...(isCut ? { cut: true } : {}) };
}

function maskText(masker: Masker, text: string): string {
  if (/^[\w.~%+*[\]-]+=/.test(text)) return maskForm(masker, text);
  if (/^\uFEFF?\s*[[{"]/.test(text)) return maskJson(masker, text);
  const boundary = /^--(\S{1,200})\r\n/.exec(text)?.[1];
  return boundary === undefined ? masker.text(text) : maskParts(masker, text, boundary);
}

/** A form or a query. What holds no secret stays as it was written. */
export function maskForm(masker: Masker, form: string): string {
  return form
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return `${maskOne(masker, '', name)}${at === -1 ? '' : '='}${maskOne(masker, decoded(name), value)}`;
    })
    .join('&');
}

function maskOne(masker: Masker, name: string, written: string): string {
  const plain = decoded(written);
  const masked = masker.value(name, plain);
  return masked === plain ? withoutMarks(written) : encodedAround(masked);
}

const encodedAround = (masked: string): string =>
  masked.replaceAll(/‹[^›]*›|[^‹]+/g, (part) =>
    part.startsWith('‹') ? part : encodeURIComponent(part.toWellFormed()),
  );

function decoded(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/**
 * JSON, string by string: an answer that a fault has spoilt, with doubled members or without its
 * end, is shown as it is.
 */
function maskJson(masker: Masker, text: string): string {
  let name = '';
  return text.replace(
    STRING,
    (all, inner: string | undefined, end: string | undefined, colon: string | undefined) => {
      if (inner === undefined) return maskNumbers(masker, name, all);
      const plain = unescaped(inner);
      const isName = colon !== undefined;
      const masked = masker.value(isName ? '' : name, plain);
      if (isName) name = plain;
      if (masked === plain) return withoutMarks(all);
      return `${JSON.stringify(masked)}${end === '' ? '…' : ''}${colon ?? ''}`;
    },
  );
}

/** What stands between strings: a number may be a code. */
function maskNumbers(masker: Masker, name: string, between: string): string {
  if (between.length < 4) return between;
  return masker
    .text(between)
    .replace(/^(\s*)(\d+)/, (_, gap: string, number: string) => gap + masker.value(name, number));
}

function unescaped(inner: string): string {
  if (!inner.includes('\\')) return inner;
  try {
    return JSON.parse(`"${inner}"`) as string;
  } catch {
    return inner;
  }
}

/** A form in parts (RFC 7578). */
function maskParts(masker: Masker, text: string, boundary: string): string {
  return text
    .split(`--${boundary}`)
    .map((part) => {
      const [, head, value, end] = /^\r\n(.*?)\r\n\r\n(.*?)(\r\n)?$/s.exec(part) ?? [];
      if (head === undefined || value === undefined) return masker.text(part);
      const name = /[; ]name="([^"]*)"/i.exec(head)?.[1] ?? '';
      return `\r\n${masker.text(head)}\r\n\r\n${masker.value(name, value)}${end ?? ''}`;
    })
    .join(`--${masker.text(boundary)}`);
}

/** The beginning of a masked text, which never ends within a placeholder. */
function cutOff(text: string): string {
  if (text.length <= KEPT) return text;
  const beginning = text.slice(0, KEPT);
  const open = beginning.lastIndexOf('‹');
  return open > beginning.lastIndexOf('›') ? beginning.slice(0, open) : beginning;
}
