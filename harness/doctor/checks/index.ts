import type { Check } from '../check.ts';
import { accountConnected } from './account-connected.ts';
import { clockInSync } from './clock-in-sync.ts';
import { credentialExists } from './credential-exists.ts';
import { errorWorkflowSet } from './error-workflow-set.ts';
import { expiryAhead } from './expiry-ahead.ts';
import { keysOpen } from './keys-open.ts';
import { knownDefects } from './known-defects.ts';
import { noSecretInWorkflow } from './no-secret-in-workflow.ts';
import { queueLock } from './queue-lock.ts';
import { refreshTokenPresent } from './refresh-token-present.ts';
import { retryOnFail } from './retry-on-fail.ts';
import { scopesGranted } from './scopes-granted.ts';

/** All checks, in the order in which reports list them: what costs an account first. */
export const checks: readonly Check[] = [
  refreshTokenPresent,
  accountConnected,
  credentialExists,
  scopesGranted,
  expiryAhead,
  clockInSync,
  noSecretInWorkflow,
  keysOpen,
  queueLock,
  knownDefects,
  retryOnFail,
  errorWorkflowSet,
];
