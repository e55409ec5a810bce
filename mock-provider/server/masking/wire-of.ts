import type { BodyWire, NamedValue, ReplyWire, RequestWire } from '../../model/wire.ts';
import { maskBody, maskForm } from './mask-body.ts';
import { type Masker, visible } from './masker.ts';

const MOST_HEADERS = 60;
const LONGEST = 2_048;

/** A request as it arrived. */
export interface ArrivedRequest {
  readonly startedAtMs: number;
  readonly httpVersion: string;
  /** Scheme, host and realm; nothing of it is masked. */
  readonly base: string;
  /** Path and query below the realm. */
  readonly target: string;
  /** Names and values in turn, as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** The request without its secrets. */
export function requestWire(
  masker: Masker,
  { startedAtMs, httpVersion, base, target, rawHeaders, body }: ArrivedRequest,
): RequestWire {
  const sent = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [{ name, value: rawHeaders[index + 1] ?? '' }] : [],
  );
  const { target: shown, ...message } = withholdTogether(masker, {
    target: maskTarget(masker, target),
    headers: maskHeaders(masker, sent),
    ...(body === '' ? {} : { body: maskBody(masker, body) }),
  });
  return { startedAtMs, httpVersion, url: `${base}${shown ?? ''}`, ...message };
}

/** The HTTP answer without its secrets. */
export function replyWire(
  masker: Masker,
  sent: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  times: Omit<ReplyWire, 'headers' | 'body'>,
): ReplyWire {
  const headers = Object.entries(sent.headers).map(([name, value]) => ({ name, value }));
  return {
    ...withholdTogether(masker, {
      headers: maskHeaders(masker, headers),
      ...(sent.body === '' ? {} : { body: maskBody(masker, sent.body) }),
    }),
    ...times,
  };
}

function maskTarget(masker: Masker, target: string): string {
  const [path = '', ...rest] = target.split('?');
  const query = rest.join('?');
  const masked = `${masker.value('', path)}${rest.length === 0 ? '' : `?${maskForm(masker, query)}`}`;
  return masked.length <= LONGEST ? masked : shortened(masked);
}

const maskHeaders = (masker: Masker, headers: readonly NamedValue[]): readonly NamedValue[] =>
  headers.slice(0, MOST_HEADERS).map((header) => {
    const masked = masker.header(header);
    return masked.value.length <= LONGEST ? masked : { ...masked, value: shortened(masked.value) };
  });

const shortened = (masked: string): string => masked.slice(0, LONGEST).replace(/‹[^›]*$/, '');

interface Message {
  readonly target?: string;
  readonly headers: readonly NamedValue[];
  readonly body?: BodyWire;
}

/**
 * Withholds a message in which there is still a secret once all its parts are masked, such as one
 * that is spread over several headers.
 */
function withholdTogether(masker: Masker, message: Message): Message {
  const { target = '', headers, body } = message;
  const values = headers.map(({ value }) => value).join('');
  const names = headers.map(({ name }) => name).join('');
  const withheld = masker.withheld(visible([values, names, target, body?.text].join('|')));
  if (withheld === undefined) return message;
  return {
    ...(message.target === undefined ? {} : { target: `/${withheld}` }),
    headers: headers.map((_, index) => ({ name: `header-${index + 1}`, value: withheld })),
    ...(body === undefined ? {} : { body: { ...body, text: withheld } }),
  };
}
