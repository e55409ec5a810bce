import { join } from 'node:path';
import { loadOwnWorkflow } from '../load-own-workflow.ts';
import type { RewiredWorkflow } from '../rewire.ts';

/** A workflow with two OAuth2 credentials and nodes of many kinds, rewired. */
export const ownSample = (workflow = 'several-credentials.json'): RewiredWorkflow =>
  loadOwnWorkflow({
    workflow,
    input: undefined,
    credential: undefined,
    limitMs: undefined,
    cwd: join(import.meta.dirname),
  });
