import { randomBytes } from 'node:crypto';
import type { Provider, Realm, RealmEvent } from '../../mock-provider/index.ts';
import type { ClientUnderTest, ExecutionReport } from '../model/client.ts';
import { CREDENTIAL_DEFAULTS } from '../model/credential-defaults.ts';
import { HarnessError } from '../model/error.ts';
import type { WorkflowPlan } from '../model/workflow.ts';
import { realmPolicy } from '../plan/realm-policy.ts';
import { redact } from './redact.ts';
import { tearDown } from './set-up.ts';

/** A workflow of the user's own that is to be rehearsed. */
export interface RehearsalOptions {
  readonly plan: WorkflowPlan;
  /** Names of its credentials in the plan; `main` is its own. */
  readonly credentials: readonly string[];
  /** How long one execution of it may take, in ms. */
  readonly limitMs: number;
  readonly client: ClientUnderTest;
  readonly provider: Provider;
  readonly signal: AbortSignal;
}

/** A second run shows whether the first one tells what the next ones do. */
const RUNS = ['r1', 'r2'] as const;

/** Methods and parts of the calls that one execution made, in the order of their arrival. */
type Calls = readonly { readonly part: string; readonly method: string }[];

/** What a rehearsal has shown. */
export interface Rehearsed {
  /** The plan with the calls that the workflow makes. */
  readonly plan: WorkflowPlan;
  /** How long the longer of its two executions took. */
  readonly tookMs: number;
}

/**
 * Runs a workflow of the user's own twice, in a realm of its own and without any fault, to see
 * which calls it makes and how long it takes. Leaves nothing behind.
 * @throws HarnessError exit 64, `own-workflow-fails`, `own-workflow-calls-nothing` or
 * `own-workflow-varies`, when no fault could be told from what the workflow does by itself
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsed> {
  const { provider, plan } = options;
  const name = `rehearsal-${randomBytes(3).toString('hex')}`;
  const realm = provider.createRealm(name, realmPolicy({}));
  try {
    const [first, second] = await runTwice(options, realm);
    return {
      plan: withCalls(plan, agreed(first?.calls ?? [], second?.calls ?? [])),
      tookMs: Math.max(first?.tookMs ?? 0, second?.tookMs ?? 0),
    };
  } finally {
    provider.dropRealm(name);
  }
}

interface Rehearsal {
  readonly calls: Calls;
  readonly tookMs: number;
}

async function runTwice(options: RehearsalOptions, realm: Realm): Promise<readonly Rehearsal[]> {
  const { client, plan, limitMs, signal } = options;
  const credentialIds = new Map<string, string>();
  const workflows = new Map<string, { id: string; credential: string; plan: WorkflowPlan }>();
  const all: Rehearsal[] = [];
  try {
    const id = await create(options, realm, credentialIds);
    workflows.set('main', { id, credential: 'main', plan });
    for (const key of RUNS) {
      const listened = listen(realm, `${key}.1`);
      const run = { key, items: [`${key}.1`], deadlineMs: limitMs };
      const startedAt = performance.now();
      const report = await client.execute(id, run, signal);
      listened.stop();
      signal.throwIfAborted();
      if (report.status !== 'success') throw failed(report, realm, limitMs);
      all.push({ calls: listened.calls, tookMs: performance.now() - startedAt });
    }
    return all;
  } finally {
    await tearDown({ client, workflows, credentialIds });
  }
}

/** Creates and connects the credentials, and creates the workflow. */
async function create(
  { client, plan, credentials, signal }: RehearsalOptions,
  realm: Realm,
  ids: Map<string, string>,
): Promise<string> {
  const others: Record<string, { id: string; name: string }> = {};
  const named = (name: string): string => `rehearsal ${name}`;
  const { authorizationUrl, tokenUrl, apiUrl } = realm;
  let own = { id: '', secret: '' };
  for (const name of credentials) {
    const registered = realm.registerClient(name, {
      authentication: CREDENTIAL_DEFAULTS.authentication,
    });
    if (name === 'main') own = registered;
    const provider = {
      authorizationUrl,
      tokenUrl,
      apiUrl,
      clientId: registered.id,
      clientSecret: registered.secret,
    };
    const id = await client.createCredential(
      { name: named(name), spec: CREDENTIAL_DEFAULTS, provider },
      signal,
    );
    ids.set(name, id);
    if (name !== 'main') others[name] = { id, name: named(name) };
    await client.connect(id, signal);
  }
  return client.createWorkflow(
    {
      name: named('workflow'),
      plan,
      credentialId: ids.get('main') ?? '',
      credentialName: named('main'),
      others,
      provider: {
        authorizationUrl,
        tokenUrl,
        apiUrl,
        clientId: own.id,
        clientSecret: own.secret,
      },
    },
    signal,
  );
}

/** Hears which calls for an item the API accepts. */
function listen(realm: Realm, item: string): { readonly calls: Calls; readonly stop: () => void } {
  const open = new Map<number, { part: string; method: string }>();
  const calls: { part: string; method: string }[] = [];
  const stop = realm.listen((event: RealmEvent) => {
    if (event.type === 'request' && event.item?.startsWith(`${item}/`) === true)
      open.set(event.exchange, { part: event.item.slice(item.length + 1), method: event.method });
    const call = event.type === 'reply' ? open.get(event.exchange) : undefined;
    if (event.type === 'reply' && event.accepted === true && call !== undefined) calls.push(call);
  });
  return { calls, stop };
}

function failed({ status, error }: ExecutionReport, realm: Realm, limitMs: number): HarnessError {
  const refusal = (what: string, hint: string): HarnessError =>
    new HarnessError('own-workflow-fails', `Could not try the workflow: ${what}.`, {
      exitCode: 64,
      hint,
    });
  if (status === 'hung')
    return refusal(
      `without any fault it did not end within ${Math.round(limitMs / 1_000)} s`,
      'If it needs longer, say so with --workflow-limit, such as --workflow-limit 20m.',
    );
  const at = error?.node === undefined ? '' : ` at its node '${error.node}'`;
  const said = redact({ realm }, [error?.message, error?.description].filter(Boolean).join(' '));
  return refusal(
    `it fails without any fault${at}${said === '' ? '' : `: ${said.replace(/\.$/, '')}`}`,
    'Nodes that hand on what they get, and the answers of the provider, may lack data that a later node needs. Pin data of these nodes in the editor, or give the workflow its input with --workflow-input; --dry-run shows what was changed.',
  );
}

const shown = ({ part, method }: Calls[number]): string => `${method} ${part}`;

/** The calls, when both runs made the same. */
function agreed(first: Calls, second: Calls): Calls {
  if (first.length === 0)
    throw new HarnessError(
      'own-workflow-calls-nothing',
      'Could not try the workflow: it ended well, and called the provider not once.',
      {
        exitCode: 64,
        hint: 'Its data may lead elsewhere: give it an input with --workflow-input, or pin data in the editor.',
      },
    );
  const one = first.map(shown).toSorted();
  const other = second.map(shown).toSorted();
  if (one.join('\n') === other.join('\n') && new Set(one).size === one.length) return first;
  const differing =
    one.find((call) => !other.includes(call)) ?? other.find((call) => !one.includes(call));
  throw new HarnessError(
    'own-workflow-varies',
    `Could not try the workflow: it does not make the same calls in each run (${one.length} and ${other.length}${differing === undefined ? '' : `; ${differing} in one of them only`}).`,
    {
      exitCode: 64,
      hint: 'What a fault changes could not be told from what changes by itself. Pin the data that differs from run to run.',
    },
  );
}

/** The plan with the calls that were seen; what was assumed of them before is replaced. */
function withCalls(plan: WorkflowPlan, calls: Calls): WorkflowPlan {
  return {
    ...plan,
    apiNodes: plan.apiNodes.map((node, index) => ({
      ...node,
      calls: calls
        .filter(({ part }) => part.startsWith(`${index + 1}-`))
        .flatMap(({ part }) => {
          const [known] = node.calls;
          return known === undefined
            ? []
            : [{ ...known, part, path: known.path.replace(known.part, part) }];
        }),
    })),
  };
}
