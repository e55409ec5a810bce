import { ownWorkflowHead, ownWorkflowParts } from '../../harness/model/own-workflow-words.ts';
import type { Results } from '../../harness/model/results.ts';
import { wrap } from '../../harness/model/wrap.ts';
import type { Colours } from './colours.ts';
import { LINE_WIDTH } from './scenario-lines.ts';

const INDENT = '  ';

/** What was made of the user's own workflow; nothing when there was none. */
export function ownWorkflowLines({ ownWorkflow }: Results, colours: Colours): string[] {
  if (ownWorkflow === undefined) return [];
  return [
    '',
    colours.bold(ownWorkflowHead(ownWorkflow)),
    ...ownWorkflowParts(ownWorkflow).flatMap(({ heading, lines }) => [
      `${INDENT}${heading}`,
      ...lines.flatMap((line) =>
        wrap(line, LINE_WIDTH - 2 * INDENT.length).map((text, index) =>
          colours.dim(`${INDENT}${index === 0 ? '- ' : '  '}${text}`),
        ),
      ),
    ]),
  ];
}
