import { useState } from 'preact/hooks';
import { timeOfDay } from './token-text.ts';
import type { Column } from './traffic-counts.ts';

const isEmpty = ({ refreshed, failed, underWay, unauthorized, otherRefused }: Column): boolean =>
  refreshed + failed + underWay + unauthorized + otherRefused === 0;

/** The numbers of the picture, newest on top, without the times at which nothing happened. */
export function TrafficTable({ columns }: { readonly columns: readonly Column[] }) {
  const [open, setOpen] = useState(false);
  const rows = columns.filter((column) => !isEmpty(column)).toReversed();
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The same as a table</summary>
      {open ? (
        <table>
          <thead>
            <tr>
              <th scope="col">From, UTC</th>
              <th scope="col">Refreshed</th>
              <th scope="col">Refresh failed</th>
              <th scope="col">Under way</th>
              <th scope="col">401</th>
              <th scope="col">Other 4xx</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ fromMs, refreshed, failed, underWay, unauthorized, otherRefused }) => (
              <tr key={fromMs}>
                <th scope="row">{timeOfDay(fromMs)}</th>
                <td>{refreshed}</td>
                <td>{failed}</td>
                <td>{underWay}</td>
                <td>{unauthorized}</td>
                <td>{otherRefused}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </details>
  );
}
