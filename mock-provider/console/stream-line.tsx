import { memo } from 'preact/compat';
import type { Presented } from '../model/records.ts';
import { replyText, replyTone } from './reply-text.ts';
import type { StreamRow } from './stream-rows.ts';
import { moment, timeOfDay, tokenName } from './token-text.ts';

/**
 * One row of the stream: a request with its reply, or a note. A complete row never changes, so it
 * is not rendered again.
 */
export const StreamLine = memo(({ row }: { readonly row: StreamRow }) => {
  const time = timeOfDay(row.realmTimeMs);
  const title = moment(row.realmTimeMs);
  if (row.kind === 'note') {
    return (
      <tr class="note-row">
        <td />
        <td title={title}>{time}</td>
        <td colSpan={4}>{row.text}</td>
      </tr>
    );
  }
  const { request, reply } = row;
  return (
    <tr data-exchange={request.exchange}>
      <td>{request.exchange}</td>
      <td title={title}>{time}</td>
      <td>
        <code>
          {request.method} {request.path}
        </code>
        <span class="quiet">
          {' '}
          {[request.grantType, request.client].filter((part) => part !== undefined).join(' · ')}
        </span>
      </td>
      <td>{request.presented === undefined ? '' : presentedText(request.presented)}</td>
      <td class={`tone-${replyTone(reply)}`}>{replyText(reply)}</td>
      <td>
        {reply?.faults.map((fault) => (
          <span key={fault} class="fault-name">
            {fault}
          </span>
        ))}
      </td>
    </tr>
  );
});

const presentedText = ({ kind, ref, standing }: Presented): string =>
  standing === 'absent'
    ? `no ${kind} token`
    : `${ref === undefined ? kind : tokenName(ref)}, ${standing.replaceAll('-', ' ')}`;
