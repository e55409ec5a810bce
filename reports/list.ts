import { existsSync } from 'node:fs';
import path from 'node:path';
import pc from 'picocolors';
import type { ReporterDefinition } from '../harness/model/reporter.ts';
import { PAGE_FILE } from './html.ts';
import { againLines } from './list/again-lines.ts';
import { endLines } from './list/end-lines.ts';
import { ownWorkflowLines } from './list/own-workflow-lines.ts';
import { scenarioLines } from './list/scenario-lines.ts';
import { sideBySideLines } from './list/side-by-side-lines.ts';
import { unseenLines } from './witnesses/witness-lines.ts';

/**
 * The report in a terminal or a CI log. It prints a line for every scenario when it ends, the
 * reason when it failed, and the totals. It also names report.html when that exists; so in a run
 * with both reporters this one must come last.
 */
export const listReporter: ReporterDefinition = {
  name: 'list',
  summary: 'prints one line for every scenario, reasons for failures, and totals',
  printsOnly: true,
  create({ print, runDirectory, colours: coloured, shown, targets, outdated }) {
    const colours = pc.createColors(coloured);
    return {
      name: 'list',
      onScenarioEnd(result) {
        for (const line of scenarioLines(result, { colours, withTarget: targets > 1 })) print(line);
      },
      async onRunEnd(results) {
        const page = path.join(runDirectory, PAGE_FILE);
        const lines = [
          ...sideBySideLines(results, colours),
          ...ownWorkflowLines(results, colours),
          ...unseenLines(results),
          ...againLines(results, colours),
          ...endLines(
            results,
            {
              runDirectory: shown(runDirectory),
              page: !outdated && existsSync(page) ? shown(page) : undefined,
            },
            colours,
          ),
        ];
        for (const line of lines) print(line);
        return [];
      },
    };
  },
};
