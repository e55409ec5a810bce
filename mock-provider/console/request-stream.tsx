import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { RemoteRealm } from '../control/client.ts';
import type { StreamStatus } from './follow.ts';
import { HarButton } from './har-button.tsx';
import { StreamLine } from './stream-line.tsx';
import { ROWS_KEPT } from './stream-rows.ts';
import type { Stream } from './use-stream.ts';

const STATUS: Readonly<Record<StreamStatus, string>> = {
  connecting: '◌ connecting',
  following: '● following',
  lost: '✕ connection lost, trying again',
};

interface Props {
  readonly realm: RemoteRealm;
  readonly stream: Pick<Stream, 'rows' | 'status'>;
  readonly faultsInForce: readonly string[];
  /** A picture of the requests, shown as soon as there are some. */
  readonly children: ComponentChildren;
}

/** The requests as they happen, newest on top. */
export function RequestStream({ realm, stream, faultsInForce, children }: Props) {
  const { rows, status } = stream;
  const [open, setOpen] = useState<number>();
  const toggle = useCallback(
    (id: number): void => setOpen((before) => (before === id ? undefined : id)),
    [],
  );
  return (
    <section aria-labelledby="stream-title" class="stream">
      <div class="stream-head">
        <h2 id="stream-title">
          Requests{' '}
          <span class={`count status-${status}`} role="status" aria-live="polite">
            {STATUS[status]}
          </span>
        </h2>
        {rows.length === 0 ? null : <HarButton realm={realm} />}
      </div>
      {rows.length === 0 ? null : children}
      {faultsInForce.length === 0 ? null : (
        <p class="quiet in-force-names">Faults in force: {faultsInForce.join(', ')}</p>
      )}
      {rows.length === 0 ? (
        <p class="quiet none">Nothing has been asked of this realm yet.</p>
      ) : (
        <div class="scroll" tabIndex={0} role="group" aria-label="Newest on top">
          <table>
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">Realm time</th>
                <th scope="col">Request</th>
                <th scope="col">Presented</th>
                <th scope="col">Reply</th>
                <th scope="col">Faults</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <StreamLine
                  key={row.id}
                  row={row}
                  realm={realm}
                  open={row.id === open}
                  onToggle={toggle}
                />
              ))}
            </tbody>
          </table>
          {rows.length < ROWS_KEPT ? null : <p class="quiet">Older ones are no longer shown.</p>}
        </div>
      )}
    </section>
  );
}
