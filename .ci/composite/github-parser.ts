import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename } from 'node:path';

/** GitHub's parser imports JSON in a way that only bundlers know. */
const JSON_PLAINLY = {
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
} satisfies Parameters<typeof registerHooks>[0];

/**
 * What GitHub's own parser finds wrong in an `action.yml` or a workflow: its form, and which
 * contexts and functions its expressions may name in their places.
 */
export async function githubProblems(
  path: string,
  kind: 'action' | 'workflow',
): Promise<readonly string[]> {
  const hooks = registerHooks(JSON_PLAINLY);
  try {
    const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');
    const { parseAction } = await import('@actions/workflow-parser/actions/index');
    const parse = kind === 'action' ? parseAction : parseWorkflow;
    const file = { name: basename(path), content: readFileSync(path, 'utf8') };
    const { context } = parse(file, new NoOperationTraceWriter());
    return context.errors.getErrors().map(({ message }) => message);
  } finally {
    hooks.deregister();
  }
}
