import type { ReporterDefinition } from '../harness/model/reporter.ts';
import { adviceDocument } from './advice/advice-document.ts';
import { adviceLines } from './advice/advice-lines.ts';
import { witnessSection } from './witnesses/witness-document.ts';
import { witnessLines } from './witnesses/witness-lines.ts';

const ADVICE_FILE = 'advice.md';

/** What became of what guides say: in the terminal, and as a file. */
export const adviceReporter: ReporterDefinition = {
  name: 'advice',
  summary: 'what guides for users of n8n say, and whether it holds on each n8n, with what was seen',
  file: ADVICE_FILE,
  create: ({ save, print, path }) => ({
    name: 'advice',
    async onRunEnd(results) {
      if (path === undefined)
        for (const line of [...adviceLines(results), ...witnessLines(results)]) print(line);
      return save(ADVICE_FILE, `${adviceDocument(results)}${witnessSection(results)}`);
    },
  }),
};
