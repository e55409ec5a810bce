import { join } from 'node:path';
import { loadLoadScenarios } from '../harness/load/known-load-scenarios.ts';
import { LOAD_METRICS } from '../harness/model/threshold.ts';
import { markdownTable } from './markdown-table.ts';

/** The tables of load scenarios and of what thresholds may be about. */
export async function loadTables(root: string) {
  const loads = await loadLoadScenarios(join(root, 'scenarios'));
  return {
    loads: {
      file: 'scenarios/README.md',
      text: markdownTable(
        ['Load scenario', 'What happens', 'Calls', 'Thresholds'],
        loads.map(({ name, title, rate, duration, thresholds }) => [
          `[\`${name}\`](${name}.ts)`,
          title,
          `${rate}/s for ${duration}`,
          Object.entries(thresholds)
            .flatMap(([metric, texts]) => texts.map((text) => `\`${metric}: ${text}\``))
            .join(', '),
        ]),
      ),
    },
    'load-metrics': {
      file: 'harness/load/README.md',
      text: markdownTable(
        ['Metric', 'Kind', 'What it is'],
        Object.entries(LOAD_METRICS).map(([name, { kind, says }]) => [`\`${name}\``, kind, says]),
      ),
    },
  };
}
