import type { ReporterDefinition } from '../harness/model/reporter.ts';
import type { ScenarioResult } from '../harness/model/results.ts';
import {
  harOf,
  type ExchangesPage,
  type RecordedExchange,
} from '../mock-provider/traffic/har-of.ts';
import { recordedExchanges } from './text/recorded-exchanges.ts';

const HAR_FILE = 'run.har';

const titleOf = ({ name, target, attempt }: ScenarioResult): string =>
  `${name} on ${target}${attempt > 1 ? ` #${attempt}` : ''}`;

/**
 * The requests of a run and their replies, for tools that read HTTP Archives. Each result is a page
 * of its own. Names stand for all secrets.
 */
export const harReporter: ReporterDefinition = {
  name: 'har',
  summary: 'run.har: every request and reply as an HTTP Archive (HAR 1.2), without secrets',
  file: HAR_FILE,
  create: (context) => ({
    name: 'har',
    async onRunEnd(results) {
      const pages: ExchangesPage[] = [];
      const exchanges: RecordedExchange[] = [];
      for (const [index, result] of results.scenarios.entries()) {
        const recorded = recordedExchanges((await context.readHistory(result)) ?? []);
        const startedAtMs = recorded[0]?.request.wire.startedAtMs;
        if (startedAtMs === undefined) continue;
        const id = `result-${index + 1}`;
        pages.push({ id, title: titleOf(result), startedAtMs });
        exchanges.push(...recorded.map((one) => ({ ...one, page: id })));
      }
      return context.save(HAR_FILE, `${JSON.stringify(harOf(exchanges, pages), null, 2)}\n`);
    },
  }),
};
