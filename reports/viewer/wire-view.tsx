import { useState } from 'preact/hooks';
import { curlNote, curlOfRequest } from '../../mock-provider/traffic/curl-of-request.ts';
import type { RecordedExchange } from '../../mock-provider/traffic/har-of.ts';
import { replyLines, requestLines } from '../../mock-provider/traffic/wire-lines.ts';

/** A request and its reply as they went over the wire, with names in place of secrets. */
export function WireView({ exchange }: { readonly exchange: RecordedExchange }) {
  const { request, reply } = exchange;
  const [copied, setCopied] = useState<string>();
  const curl = curlOfRequest(request);
  const copy = (): void => {
    const writing =
      navigator.clipboard?.writeText(curl.command) ?? Promise.reject(new Error('none'));
    writing.then(
      () => setCopied('Copied.'),
      () => setCopied('Could not be copied; select it.'),
    );
  };
  return (
    <div class="wire">
      <section>
        <h5>Request {request.exchange}</h5>
        <pre>{requestLines(request).join('\n')}</pre>
      </section>
      <section>
        <h5>Reply</h5>
        <pre>{replyLines(reply).join('\n')}</pre>
      </section>
      <p>
        <button type="button" class="plain" onClick={copy}>
          copy as curl
        </button>{' '}
        <span role="status">{copied}</span> {copied === undefined ? null : curlNote(curl)}
      </p>
      {copied === undefined ? null : <pre>{curl.command}</pre>}
    </div>
  );
}
