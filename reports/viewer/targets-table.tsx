import type { TargetResult } from '../../harness/model/results.ts';

const overridesText = (overrides: TargetResult['overrides']): string => {
  const entries = Object.entries(overrides);
  return entries.length === 0
    ? 'none'
    : entries.map(([name, version]) => `${name} ${version}`).join(', ');
};

/** The targets on which the scenarios ran. */
export function TargetsTable({ targets }: { readonly targets: readonly TargetResult[] }) {
  return (
    <section class="targets" aria-label="Targets">
      <h2>
        {targets.length} target{targets.length === 1 ? '' : 's'}
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">n8n</th>
            <th scope="col">topology</th>
            <th scope="col">driver</th>
            <th scope="col">Node</th>
            <th scope="col">overrides</th>
            <th scope="col">baseline</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target.id}>
              <th scope="row">
                {target.id.includes(target.n8n) ? target.id : `${target.n8n} (${target.id})`}
              </th>
              <td data-label="topology">{target.topology}</td>
              <td data-label="driver">{target.driver}</td>
              <td data-label="Node">{target.node}</td>
              <td data-label="overrides">{overridesText(target.overrides)}</td>
              <td data-label="baseline">{target.baseline ?? 'none'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
