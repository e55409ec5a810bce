import type { RegisteredClient } from '../../mock-provider/index.ts';
import type { CredentialRequest, WorkflowRequest } from '../model/client.ts';
import { credentialFields, type CredentialForm } from '../model/credential-fields.ts';
import { HarnessError } from '../model/error.ts';
import { OWN_VARIABLES } from '../model/own-variables.ts';
import type { CredentialSpec } from '../model/scenario.ts';
import type { WorkflowPlan } from '../model/workflow.ts';
import { connectedByPlan } from '../plan/connect-problems.ts';
import type { PlannedWorkflow } from '../plan/planned-scenario.ts';
import { probeCredentials } from './probes/probe-credentials.ts';
import { probeRows } from './probes/probe-rows.ts';
import { addresses, nameInClient, type ScenarioRun } from './scenario-run.ts';
import { connectOrStop } from './steps/connect-credential.ts';
import { withTimeout } from './with-timeout.ts';
import { withMonitoringStep } from './witnesses/monitoring-step.ts';

const TEAR_DOWN_WITHIN_MS = 10_000;

/**
 * Creates a credential of the plan in the client, for the OAuth client already registered under its
 * name.
 */
export async function createCredential(run: ScenarioRun, credential: string): Promise<void> {
  const entered = entries(run, credential);
  const id = await run.client.createCredential(
    { name: nameInClient(run, credential), ...entered },
    run.signal,
  );
  run.credentialIds.set(credential, id);
  await probeCredentials(run, {
    only: credential,
    moment: 'created',
    typed: credentialFields(entered),
  });
}

function entries(run: ScenarioRun, credential: string): Omit<CredentialRequest, 'name'> {
  const spec = run.planned.credentials[credential];
  if (spec === undefined)
    throw new HarnessError(
      'credential-missing',
      `Could not create credential ${credential}: the plan has none of that name.`,
    );
  const type = run.planned.credentialTypes[credential];
  return {
    spec,
    provider: addresses(run, credential),
    ...(type === undefined ? {} : { type }),
  };
}

/** What an operator enters in the form of a credential of the plan. */
export const enteredForm = (run: ScenarioRun, credential: string): CredentialForm =>
  credentialFields(entries(run, credential));

/**
 * Registers the OAuth client of a credential at the provider, as its owner would (RFC 6749 §2).
 * When its secret is read from a variable, it has the value of the variable.
 */
function registerClient(
  { realm, client }: ScenarioRun,
  name: string,
  { client: type, authentication, expressions }: Required<CredentialSpec>,
): RegisteredClient {
  if (type === 'public') return realm.registerClient(name, { type });
  const variable = OWN_VARIABLES.clientSecret;
  const secret = client.variables?.[variable];
  return realm.registerClient(name, {
    authentication,
    ...(secret !== undefined && expressions.clientSecret?.includes(variable) === true
      ? { secret }
      : {}),
  });
}

function credentialIdOf(run: ScenarioRun, workflow: string, credential: string): string {
  const id = run.credentialIds.get(credential);
  if (id === undefined)
    throw new HarnessError(
      'credential-missing',
      `Could not set up workflow ${workflow}: credential ${credential} does not exist.`,
    );
  return id;
}

async function workflowRequest(
  run: ScenarioRun,
  name: string,
  credential: string,
  plan: WorkflowPlan,
): Promise<WorkflowRequest> {
  const credentialId = credentialIdOf(run, name, credential);
  return {
    name: nameInClient(run, name),
    plan: monitored(run, plan),
    credentialId,
    ...(plan.ownToken === 'refresh-token' ? await copyRefreshToken(run, credentialId) : {}),
    credentialName: nameInClient(run, credential),
    ...othersOf(run, name),
    provider: addresses(run, credential),
  };
}

/** A workflow as it is where somebody looks after it: its failures are sent to monitoring. */
const monitored = ({ sinks, client }: ScenarioRun, plan: WorkflowPlan): WorkflowPlan =>
  sinks === undefined || client.monitoring === undefined
    ? plan
    : withMonitoringStep(plan, sinks.webhookUrl);

/** What somebody does who wants a step to refresh by itself. It goes to the client alone. */
function copyRefreshToken(
  { client }: ScenarioRun,
  credentialId: string,
): Promise<Pick<WorkflowRequest, 'refreshToken'>> {
  return client.readStoredCredential(credentialId, ({ oauthTokenData }) => {
    const { refresh_token: refreshToken } = (oauthTokenData ?? {}) as Readonly<
      Record<string, unknown>
    >;
    return typeof refreshToken === 'string' ? { refreshToken } : {};
  });
}

/** The credentials that nodes of a workflow use beside its own. */
function othersOf(run: ScenarioRun, workflow: string): Pick<WorkflowRequest, 'others'> {
  const { alsoUses = [] } = run.planned.workflows[workflow] ?? {};
  if (alsoUses.length === 0) return {};
  return {
    others: Object.fromEntries(
      alsoUses.map((name) => [
        name,
        { id: credentialIdOf(run, workflow, name), name: nameInClient(run, name) },
      ]),
    ),
  };
}

/**
 * Updates a workflow so that it uses the current id of its credential, and a possibly different
 * plan.
 */
export async function pointWorkflowAtCredential(
  run: ScenarioRun,
  name: string,
  plan: WorkflowPlan,
): Promise<void> {
  const workflow = run.workflows.get(name);
  if (workflow === undefined)
    throw new HarnessError(
      'workflow-missing',
      `Could not save workflow ${name}: it does not exist.`,
    );
  await run.client.updateWorkflow(
    workflow.id,
    await workflowRequest(run, name, workflow.credential, plan),
    run.signal,
  );
  run.workflows.set(name, { ...workflow, plan });
}

/**
 * Creates the credentials and workflows of the plan, reads all rows, and only then connects every
 * credential that the plan does not connect itself: connecting may change no other row either.
 */
export async function setUp(run: ScenarioRun): Promise<void> {
  run.say('set up');
  const byPlan = connectedByPlan(run.planned.steps);
  if (run.planned.scenario.https !== undefined) run.secure = await run.realm.secure();
  for (const [name, spec] of Object.entries(run.planned.credentials)) {
    run.registered.set(name, registerClient(run, name, spec));
    await createCredential(run, name);
  }
  const workflows = Object.entries(run.planned.workflows);
  const needsTokens = ({ startedBy, ownToken }: WorkflowPlan): boolean =>
    startedBy === 'poll' || ownToken === 'refresh-token';
  const late = workflows.filter(([, { plan }]) => needsTokens(plan));
  const others = workflows.filter(([, { plan }]) => !needsTokens(plan));
  await createWorkflows(run, others);
  if (late.length === 0) await probeRows(run);
  for (const name of Object.keys(run.planned.credentials))
    if (!byPlan.has(name)) await connectOrStop(run, name);
  if (late.length === 0) return;
  // Nobody activates a polling trigger before its account is connected: n8n polls at once. And
  // nobody can copy a refresh token before there is one.
  await createWorkflows(run, late);
  await probeRows(run);
}

async function createWorkflows(
  run: ScenarioRun,
  workflows: readonly (readonly [string, PlannedWorkflow])[],
): Promise<void> {
  for (const [name, { credential, plan }] of workflows) {
    const id = await run.client.createWorkflow(
      await workflowRequest(run, name, credential, plan),
      run.signal,
    );
    run.workflows.set(name, { id, credential, plan });
  }
}

/**
 * Removes from the client what the run created, as far as this is possible in time. Errors are
 * ignored: they hide nothing, because the realm is gone anyway.
 */
export async function tearDown(
  run: Pick<ScenarioRun, 'client' | 'workflows' | 'credentialIds'>,
  withinMs = TEAR_DOWN_WITHIN_MS,
): Promise<void> {
  if (!run.client.alive) return;
  await withTimeout(withinMs, async (signal) => {
    await Promise.allSettled(
      [...run.workflows.values()].map(async ({ id }) => run.client.deleteWorkflow(id, signal)),
    );
    await Promise.allSettled(
      [...run.credentialIds.values()].map(async (id) => run.client.deleteCredential(id, signal)),
    );
  });
}
