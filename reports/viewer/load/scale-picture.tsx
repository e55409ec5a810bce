import type { LoadResult } from '../../../harness/model/load.ts';
import type { Results } from '../../../harness/model/results.ts';
import { fullText, longestToFull, throughputOf } from '../../load/load-rows.ts';

/** A target that was under the same load as the others. */
interface Column {
  readonly target: string;
  readonly load: LoadResult;
}

/** What is compared: as a number for the length of a bar, and as text. */
const MEASURES: readonly {
  readonly name: string;
  readonly tone: string;
  readonly of: (load: LoadResult) => number | undefined;
  readonly text: (load: LoadResult) => string;
}[] = [
  {
    name: 'answered well per second',
    tone: 'ok',
    of: throughputOf,
    text: (load) => `${throughputOf(load)} of ${load.rate}/s`,
  },
  {
    name: 'latency p95',
    tone: 'violet',
    of: ({ latencyMs }) => latencyMs?.['p(95)'],
    text: ({ latencyMs }) => `${Math.round(latencyMs?.['p(95)'] ?? 0)} ms`,
  },
  {
    name: 'failed calls',
    tone: 'broken',
    of: ({ calls }) => calls.failed,
    text: ({ calls }) => String(calls.failed),
  },
  {
    name: 'expiry to full throughput, at most',
    tone: 'live',
    of: (load) => longestToFull(load) ?? undefined,
    text: (load) => fullText(longestToFull(load)),
  },
];

function Bars({
  scenario,
  columns,
}: {
  readonly scenario: string;
  readonly columns: readonly Column[];
}) {
  return (
    <table class="scale">
      <caption>
        How <b>{scenario}</b> scales
      </caption>
      <thead>
        <tr>
          <th scope="col">n8n</th>
          {MEASURES.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {columns.map(({ target, load }) => (
          <tr key={target}>
            <th scope="row">{target}</th>
            {MEASURES.map(({ name, tone, of, text }) => {
              const most = Math.max(...columns.map((column) => of(column.load) ?? 0));
              const width = most === 0 ? 0 : ((of(load) ?? 0) / most) * 100;
              return (
                <td key={name}>
                  <span class="scale-track" aria-hidden="true">
                    <span class={`scale-bar load-${tone}`} style={{ width: `${width}%` }} />
                  </span>
                  {text(load)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How loads scale over targets: single, and queues with more and more workers. */
export function ScalePictures({ results }: { readonly results: Results }) {
  const byScenario = new Map<string, Column[]>();
  for (const { name, target, load } of results.scenarios)
    if (load !== undefined)
      byScenario.set(name, [...(byScenario.get(name) ?? []), { target, load }]);
  const compared = [...byScenario].filter(([, columns]) => columns.length > 1);
  return compared.length === 0 ? null : (
    <section class="load scales" aria-label="How it scales">
      {compared.map(([scenario, columns]) => (
        <Bars key={scenario} scenario={scenario} columns={columns} />
      ))}
    </section>
  );
}
