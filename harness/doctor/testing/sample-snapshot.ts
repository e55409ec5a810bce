import type { Check, Look, Surroundings } from '../check.ts';
import { fact, withheld } from '../snapshot/fact.ts';
import type {
  CredentialFacts,
  CredentialSettings,
  NodeFacts,
  Snapshot,
  TokenFacts,
  WorkflowFacts,
} from '../snapshot/snapshot.ts';

/** When sample snapshots are taken. */
export const NOW = Date.UTC(2026, 0, 2);
export const DAY = 86_400_000;

/** Tokens with which all is well. */
export const tokens = (more: Partial<TokenFacts> = {}): TokenFacts => ({
  refreshToken: true,
  scopes: ['read'],
  accessEndsAt: fact(NOW + 3_600_000),
  refreshEndsAt: fact(undefined),
  ...more,
});

export const settings = (more: Partial<CredentialSettings> = {}): CredentialSettings => ({
  grantType: 'authorizationCode',
  scopes: fact(['read']),
  tokenUrl: fact('https://idp.example/token'),
  ...more,
});

/** A credential with which all is well. */
export const credential = (more: Partial<CredentialFacts> = {}): CredentialFacts => ({
  id: 'c1',
  name: 'main',
  type: 'oAuth2Api',
  settings: fact(settings()),
  connected: fact(true),
  tokens: fact(tokens()),
  encryption: fact({ under: 'instance-key', key: 'active', opens: true }),
  ...more,
});

export const node = (more: Partial<NodeFacts> = {}): NodeFacts => ({
  name: 'Get',
  type: 'n8n-nodes-base.httpRequest',
  isTrigger: false,
  disabled: false,
  credentials: [{ type: 'oAuth2Api', id: 'c1', name: 'main' }],
  retryOnFail: true,
  goesOnAfterError: false,
  ...more,
});

export const workflow = (more: Partial<WorkflowFacts> = {}): WorkflowFacts => ({
  id: 'w1',
  name: 'Invoices',
  active: true,
  startsByItself: true,
  isErrorWorkflow: false,
  errorWorkflow: 'alarm',
  publishedDiffers: false,
  nodes: [node()],
  secrets: [],
  ...more,
});

/** The error workflow of the others. */
export const alarm = (more: Partial<WorkflowFacts> = {}): WorkflowFacts =>
  workflow({
    id: 'alarm',
    name: 'Alarm',
    startsByItself: false,
    isErrorWorkflow: true,
    errorWorkflow: undefined,
    nodes: [],
    ...more,
  });

/** An n8n with which all is well, and of which all is told. */
export const snapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  source: { kind: 'database', name: 'sample' },
  at: NOW,
  version: fact('2.41.1'),
  topology: fact('single'),
  clockAheadMs: fact(0),
  workflows: fact([workflow(), alarm()]),
  credentials: fact([credential()]),
  credentialIds: fact(new Set(['c1'])),
  remarks: [],
  ...more,
});

/** The same n8n, of which nothing is told. */
export const closedSnapshot = (because: string): Snapshot =>
  snapshot({
    version: withheld(because),
    topology: withheld(because),
    clockAheadMs: withheld(because),
    workflows: withheld(because),
    credentials: withheld(because),
    credentialIds: withheld(because),
  });

/** No version has defects, and the token host's clock is right. */
export const surroundings = (more: Partial<Surroundings> = {}): Surroundings => ({
  defects: { of: () => [] },
  tokenHosts: fact(new Map([['https://idp.example/token', fact(0)]])),
  ...more,
});

export const look = (
  check: Check,
  of: Partial<Snapshot> = {},
  around: Partial<Surroundings> = {},
): Look => check.look(snapshot(of), surroundings(around));
