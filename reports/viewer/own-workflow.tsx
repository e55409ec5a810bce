import { ownWorkflowHead, ownWorkflowParts } from '../../harness/model/own-workflow-words.ts';
import type { OwnWorkflow } from '../../harness/model/own-workflow.ts';

/** What was made of the user's own workflow: what was changed, and what was not. */
export function OwnWorkflowSection({ own }: { readonly own: OwnWorkflow }) {
  return (
    <section class="own-workflow" aria-label="Own workflow">
      <h2>{ownWorkflowHead(own)}</h2>
      {ownWorkflowParts(own).map(({ heading, lines }) => (
        <details key={heading} open={lines.length <= 5}>
          <summary>{heading}</summary>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
