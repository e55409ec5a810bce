import type { ScenarioResult } from '../../harness/model/results.ts';
import { formatDuration } from '../text/format-duration.ts';
import { groupExecutions, type ExecutionGroup } from './group-executions.ts';

const durations = ({ shortestMs, longestMs }: ExecutionGroup): string =>
  shortestMs === longestMs
    ? formatDuration(shortestMs)
    : `${formatDuration(shortestMs)} – ${formatDuration(longestMs)}`;

/** How the executions ended, by phase. Executions with the same end share a row. */
export function ExecutionsTable({ result }: { readonly result: ScenarioResult }) {
  const groups = groupExecutions(result.executions);
  if (groups.length === 0) return null;
  const failed = groups.some(({ error }) => error !== undefined);
  return (
    <section class="executions">
      <h4>Executions</h4>
      <table>
        <thead>
          <tr>
            <th scope="col">phase</th>
            <th scope="col">ended</th>
            <th scope="col">took</th>
            {failed ? <th scope="col">error, as the operator sees it</th> : null}
          </tr>
        </thead>
        <tbody>
          {groups.map((group, index) => (
            <tr key={index}>
              <td>{groups[index - 1]?.phase === group.phase ? '' : group.phase}</td>
              <td class={group.status === 'success' ? 'tone-ok' : 'tone-broken'}>
                {group.count} × {group.status}
              </td>
              <td>{durations(group)}</td>
              {failed ? <td>{group.error ?? ''}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
