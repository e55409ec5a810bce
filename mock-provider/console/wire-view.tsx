import { useEffect, useState } from 'preact/hooks';
import type { RemoteRealm } from '../control/client.ts';
import type { ExchangeInfo } from '../control/remote-types.ts';
import type { ReplyRecord } from '../model/records.ts';
import { curlNote } from '../traffic/curl-of-request.ts';
import { replyLines, requestLines } from '../traffic/wire-lines.ts';
import { asControlError } from './describe-error.ts';
import { useDesk } from './desk.ts';
import { MaskedText } from './masked-text.tsx';

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
  return (
    <div class="wire">
      <Message title={`Request ${request.exchange}`} lines={requestLines(request)} />
      <Message title="Reply" lines={replyLines(reply)} />
      <p>
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

function Message({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const [first = '', ...rest] = lines;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <pre tabIndex={0}>
        <b>
          <MaskedText text={first} />
        </b>
        <MaskedText text={rest.map((line) => `\n${line}`).join('')} />
      </pre>
    </section>
  );
}
