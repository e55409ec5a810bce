import { useEffect, useState } from 'preact/hooks';
import type { RemoteRealm } from '../control/client.ts';
import type { ExchangeInfo } from '../control/remote-types.ts';
import type { ReplyRecord } from '../model/records.ts';
import type { BodyWire, NamedValue } from '../model/wire.ts';
import { curlNote } from '../traffic/curl-of-request.ts';
import { asControlError } from './describe-error.ts';
import { useDesk } from './desk.ts';
import { MaskedText } from './masked-text.tsx';
import { replyText } from './reply-text.ts';

interface Props {
  readonly realm: Pick<RemoteRealm, 'exchange'>;
  readonly exchange: number;
  /** Missing while the request is under way. When it comes, the exchange is read again. */
  readonly reply: ReplyRecord | undefined;
}

/** A request and its reply as they went over the wire, with names in place of secrets. */
export function WireView({ realm, exchange, reply }: Props) {
  const [read, setRead] = useState<ExchangeInfo>();
  const [refused, setRefused] = useState<string>();
  useEffect(() => {
    let wanted = true;
    realm.exchange(exchange).then(
      (info) => wanted && setRead(info),
      (error: unknown) => wanted && setRefused(asControlError(error).message),
    );
    return () => {
      wanted = false;
    };
  }, [realm, exchange, reply]);
  if (refused !== undefined) return <p role="alert">{refused}</p>;
  return read === undefined ? <p class="quiet">Reading …</p> : <Exchange info={read} />;
}

function Exchange({ info: { request, reply, curl } }: { readonly info: ExchangeInfo }) {
  const { showCommand } = useDesk();
  const { wire } = request;
  return (
    <div class="wire">
      <Message
        title={`Request ${request.exchange}`}
        line={`${request.method} ${wire.url} HTTP/${wire.httpVersion}`}
        headers={wire.headers}
        body={wire.body}
      />
      <Message
        title="Reply"
        line={replyText(reply)}
        headers={reply?.wire?.headers ?? []}
        body={reply?.wire?.body}
      />
      <p class="quiet">
        {timesText(reply)}{' '}
        <button
          type="button"
          class="curl"
          aria-label={`copy as curl: request ${request.exchange}`}
          onClick={() => showCommand(curl.command, curlNote(curl))}
        >
          curl
        </button>
      </p>
    </div>
  );
}

interface MessageProps {
  readonly title: string;
  readonly line: string;
  readonly headers: readonly NamedValue[];
  readonly body: BodyWire | undefined;
}

const Message = ({ title, line, headers, body }: MessageProps) => (
  <section aria-label={title}>
    <h3>{title}</h3>
    <pre tabIndex={0}>
      <b>
        <MaskedText text={line} />
      </b>
      {headers.map(({ name, value }, index) => (
        <span key={index}>
          {'\n'}
          <MaskedText text={`${name}: ${value}`} />
        </span>
      ))}
      {body === undefined ? null : (
        <>
          {'\n\n'}
          <MaskedText text={body.text} />
          {body.cut === true ? <i>{`\n… ${body.bytes} bytes in all`}</i> : null}
        </>
      )}
    </pre>
  </section>
);

function timesText(reply: ReplyRecord | undefined): string {
  const { waitedMs, sendingMs, sentBytes } = reply?.wire ?? {};
  if (waitedMs === undefined || sendingMs === undefined) return '';
  const sent = sentBytes === undefined ? '' : `, only ${sentBytes} bytes of the body`;
  return `The answer began after ${waitedMs} ms and was sent in ${sendingMs} ms${sent}.`;
}
