import type { ReporterDefinition } from '../harness/model/reporter.ts';
import { embedData } from './page/embed-data.ts';
import { readViewer } from './page/find-viewer.ts';

/** Name of the page within the folder of the run. */
export const PAGE_FILE = 'report.html';

/** The html reporter with another viewer; tests use it. */
export const htmlReporterOn = (viewer: () => Promise<string>): ReporterDefinition => ({
  name: 'html',
  summary: 'report.html: one self-contained page with results, evidence and timelines',
  file: PAGE_FILE,
  create: (context) => ({
    name: 'html',
    async onRunEnd(results) {
      const page = await viewer();
      const histories = [];
      for (const result of results.scenarios)
        histories.push({ result, events: await context.readHistory(result) });
      return context.save(PAGE_FILE, embedData(page, { results, histories }));
    },
  }),
});

/**
 * The report for people: one page with every result, its evidence and its timeline. It can be
 * opened from disk and loads nothing.
 */
export const htmlReporter = htmlReporterOn(() => readViewer());
