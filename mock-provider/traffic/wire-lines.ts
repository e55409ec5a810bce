import type { BodyWire, NamedValue } from '../model/wire.ts';
import type { RecordedExchange } from './har-of.ts';

/** A request as text: its line, its headers, and after an empty line its body. */
export const requestLines = ({
  method,
  wire: { url, httpVersion, headers, body },
}: RecordedExchange['request']): readonly string[] => [
  `${method} ${url} HTTP/${httpVersion}`,
  ...rest(headers, body),
];

/** A reply as text; what became of it when there was no HTTP answer. */
export function replyLines(reply: RecordedExchange['reply']): readonly string[] {
  if (reply === undefined) return ['no answer yet'];
  const { status, outcome, wire } = reply;
  const how = outcome === 'http' ? '' : outcome.replaceAll('-', ' ');
  const line = [status ?? '', how].join(' ').trim();
  if (wire === undefined) return [line];
  const { waitedMs, sendingMs, sentBytes } = wire;
  return [
    line,
    ...rest(wire.headers, wire.body),
    '',
    `(began after ${waitedMs} ms, sent in ${sendingMs} ms${sentBytes === undefined ? '' : `, only ${sentBytes} bytes of the body`})`,
  ];
}

const rest = (headers: readonly NamedValue[], body: BodyWire | undefined): readonly string[] => [
  ...headers.map(({ name, value }) => `${name}: ${value}`),
  ...(body === undefined ? [] : ['', body.text]),
  ...(body?.cut === true ? [`… ${body.bytes} bytes in all`] : []),
];
