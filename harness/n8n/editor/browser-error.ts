import { HarnessError } from '../../model/error.ts';

/** What Playwright says when the browser, or a page of it, is gone. */
const GONE = /has been closed|crashed|Target closed|Browser closed|Failed to launch|ECONNRESET/i;

/**
 * What went wrong in a browser, as an error that says nothing of n8n: `browser-failed` when it
 * could not go on, `editor-not-understood` when it did not show what a user would look for. Of
 * Playwright's text only the first line is kept: the rest may repeat addresses with codes in them.
 */
export function browserError(doing: string, cause: unknown): HarnessError {
  if (cause instanceof HarnessError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  const [first = ''] = said.split('\n');
  const reason = first.replaceAll(/\?\S*/g, '?…').replace(/[.:]?\s*$/, '');
  const gone = GONE.test(said);
  const waited = cause instanceof Error && cause.name === 'TimeoutError';
  return waited && !gone
    ? new HarnessError(
        'editor-not-understood',
        `Could not ${doing} in n8n's editor: it did not show what a user would look for (${reason}).`,
        {
          hint: 'What is looked for in which version stands in harness/n8n/editor/selectors.ts.',
          cause,
        },
      )
    : new HarnessError(
        'browser-failed',
        `Could not ${doing} in n8n's editor: the browser ${gone ? 'ended' : 'failed'} (${reason}).`,
        { cause },
      );
}
