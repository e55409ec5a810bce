import type { ReplyRecord, RequestRecord } from '../model/records.ts';
import type { BodyWire, NamedValue, RequestWire } from '../model/wire.ts';
import type { Har, HarEntry, HarPage } from './har.ts';

/** A recorded request, with its reply when there is one. */
export interface RecordedExchange {
  readonly request: Pick<
    RequestRecord,
    'exchange' | 'endpoint' | 'method' | 'client' | 'sender'
  > & {
    readonly wire: RequestWire;
  };
  readonly reply?: Pick<ReplyRecord, 'outcome' | 'status' | 'faults' | 'wire'>;
  /** Id of the page to which it belongs. */
  readonly page?: string;
}

const COMMENT =
  'Every token, code and secret is replaced by its name in ‹›; equal values have equal names.';

/** Pages in a HAR: what the exchanges belong to. */
export interface ExchangesPage {
  readonly id: string;
  readonly title: string;
  readonly startedAtMs: number;
}

/** Writes exchanges as an HTTP Archive. */
export function harOf(
  exchanges: readonly RecordedExchange[],
  pages: readonly ExchangesPage[] = [],
): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: 'n8n-oauth-chaos', version: '1' },
      ...(pages.length === 0 ? {} : { pages: pages.map(pageOf) }),
      entries: exchanges.map(entryOf),
      comment: COMMENT,
    },
  };
}

const pageOf = ({ id, title, startedAtMs }: ExchangesPage): HarPage => ({
  startedDateTime: new Date(startedAtMs).toISOString(),
  id,
  title,
  pageTimings: {},
});

function entryOf({ request, reply, page }: RecordedExchange): HarEntry {
  const { exchange, endpoint, client, sender, wire } = request;
  const wait = reply?.wire?.waitedMs ?? 0;
  const receive = reply?.wire?.sendingMs ?? 0;
  return {
    ...(page === undefined ? {} : { pageref: page }),
    startedDateTime: new Date(wire.startedAtMs).toISOString(),
    time: Math.round((wait + receive) * 10) / 10,
    request: requestOf(request),
    response: responseOf(request, reply),
    cache: {},
    // The provider sees a request when it is there: it knows nothing of how long sending took.
    timings: { send: 0, wait, receive },
    _exchange: exchange,
    _endpoint: endpoint,
    ...(client === undefined ? {} : { _client: client }),
    ...(sender === undefined ? {} : { _sender: sender }),
    ...(reply === undefined || reply.faults.length === 0 ? {} : { _faults: reply.faults }),
  };
}

function requestOf({ method, wire }: RecordedExchange['request']): HarEntry['request'] {
  const { url, httpVersion, headers, body } = wire;
  return {
    method,
    url: asUri(url),
    httpVersion: `HTTP/${httpVersion}`,
    cookies: [],
    headers,
    queryString: queryOf(url),
    headersSize: -1,
    bodySize: body?.bytes ?? 0,
    ...(body === undefined
      ? {}
      : {
          postData: {
            mimeType: valueOf(headers, 'content-type'),
            text: body.text,
            ...cutComment(body),
          },
        }),
  };
}

function responseOf(
  { wire: { httpVersion } }: RecordedExchange['request'],
  reply: RecordedExchange['reply'],
): HarEntry['response'] {
  const { headers = [], body, sentBytes } = reply?.wire ?? {};
  const error = reply === undefined ? 'no answer yet' : ERRORS[reply.outcome];
  return {
    status: reply?.status ?? 0,
    statusText: '',
    httpVersion: reply?.wire === undefined ? '' : `HTTP/${httpVersion}`,
    cookies: [],
    headers,
    content: {
      size: body?.bytes ?? 0,
      mimeType: valueOf(headers, 'content-type'),
      ...(body === undefined ? {} : { text: body.text, ...cutComment(body) }),
    },
    redirectURL: valueOf(headers, 'location'),
    headersSize: -1,
    bodySize: sentBytes ?? body?.bytes ?? 0,
    ...(error === undefined ? {} : { _error: error }),
  };
}

const ERRORS: Readonly<Record<ReplyRecord['outcome'], string | undefined>> = {
  http: undefined,
  reset: 'the connection was reset',
  hang: 'no answer came',
  truncated: 'the answer was cut off',
  'aborted-by-client': 'the client closed the connection',
};

const valueOf = (headers: readonly NamedValue[], wanted: string): string =>
  headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';

const cutComment = ({ cut, text }: BodyWire): { readonly comment?: string } =>
  cut === true ? { comment: `Only the first ${text.length} characters were kept.` } : {};

/** The format wants an address, in which a placeholder has to be percent-encoded. */
const asUri = (url: string): string =>
  url.toWellFormed().replaceAll(/[^\w!#$%&'()*+,./:;=?@[\]~-]/gu, encodeURIComponent);

/** Parameters of a query, decoded. */
const queryOf = (url: string): readonly NamedValue[] => {
  const at = url.indexOf('?');
  return at === -1
    ? []
    : [...new URLSearchParams(url.slice(at + 1))].map(([name, value]) => ({ name, value }));
};
