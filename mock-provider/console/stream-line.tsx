import { memo } from 'preact/compat';
import type { RemoteRealm } from '../control/client.ts';
import type { Presented } from '../model/records.ts';
import { replyText, replyTone } from './reply-text.ts';
import type { StreamRow } from './stream-rows.ts';
import { moment, timeOfDay, tokenName } from './token-text.ts';
import { WireView } from './wire-view.tsx';

interface Props {
  readonly row: StreamRow;
  readonly realm: Pick<RemoteRealm, 'exchange'>;
  /** Whether the exchange is shown as it went over the wire. */
  readonly open: boolean;
  readonly onToggle: (id: number) => void;
}

/**
 * One row of the stream: a request with its reply, or a note. A complete row never changes, so it
 * is not rendered again unless it is opened or closed.
 */
export const StreamLine = memo(({ row, realm, open, onToggle }: Props) => {
  const time = timeOfDay(row.realmTimeMs);
  const title = moment(row.realmTimeMs);
  if (row.kind === 'note') {
    return (
      <tr class="note-row">
        <td />
        <td class="at" title={title}>
          {time}
        </td>
        <td colSpan={4}>{row.text}</td>
      </tr>
    );
  }
  const { request, reply } = row;
  const line = (
    <tr data-exchange={request.exchange}>
      <td class="number">
        <button
          type="button"
          class="opens-wire"
          aria-expanded={open}
          aria-label={`request ${request.exchange}, headers and bodies`}
          onClick={() => onToggle(row.id)}
        >
          {request.exchange}
        </button>
      </td>
      <td class="at" title={title}>
        {time}
      </td>
      <td class="asked">
        <code>
          {request.method} {request.path}
        </code>
        <span class="quiet">
          {' '}
          {[request.grantType, request.client].filter((part) => part !== undefined).join(' · ')}
        </span>
      </td>
      <td class="presented">
        {request.presented === undefined ? '' : presentedText(request.presented)}
      </td>
      <td class={`reply tone-${replyTone(reply)}`}>{replyText(reply)}</td>
      <td class="met">
        {reply?.faults.map((fault) => (
          <span key={fault} class="fault-name">
            {fault}
          </span>
        ))}
      </td>
    </tr>
  );
  return (
    <>
      {line}
      {open ? (
        <tr class="wire-row">
          <td colSpan={6}>
            <WireView realm={realm} exchange={request.exchange} reply={reply} />
          </td>
        </tr>
      ) : null}
    </>
  );
});

const presentedText = ({ kind, ref, standing }: Presented): string =>
  standing === 'absent'
    ? `no ${kind} token`
    : `${ref === undefined ? kind : tokenName(ref)}, ${standing.replaceAll('-', ' ')}`;
