import type { ProviderAddresses, WorkflowRequest } from '../model/client.ts';
import { HarnessError } from '../model/error.ts';
import type { CredentialSpec } from '../model/scenario.ts';
import type { WorkflowPlan } from '../model/workflow.ts';
import { probeCredentials } from './probes/probe-credentials.ts';
import { probeRows } from './probes/probe-rows.ts';
import { addresses, nameInClient, type ScenarioRun } from './scenario-run.ts';
import { connectOrStop } from './steps/connect-credential.ts';
import { withTimeout } from './with-timeout.ts';

const TEAR_DOWN_WITHIN_MS = 10_000;

/**
 * Creates a credential of the plan in the client, for the OAuth client already registered under its
 * name.
 */
export async function createCredential(run: ScenarioRun, credential: string): Promise<void> {
  const spec = run.planned.credentials[credential];
  if (spec === undefined)
    throw new HarnessError(
      'credential-missing',
      `Could not create credential ${credential}: the plan has none of that name.`,
    );
  const provider = addresses(run, credential);
  const id = await run.client.createCredential(
    { name: nameInClient(run, credential), spec, provider },
    run.signal,
  );
  run.credentialIds.set(credential, id);
  await probeCredentials(run, {
    only: credential,
    moment: 'created',
    typed: typedFields(spec, provider),
  });
}

/** What is entered in the form of a credential, with n8n's names of the fields. */
const typedFields = (
  { grant, scope, authentication }: Required<CredentialSpec>,
  { clientId, clientSecret, tokenUrl, authorizationUrl }: ProviderAddresses,
): Readonly<Record<string, string>> => ({
  clientId,
  clientSecret,
  scope,
  authentication,
  accessTokenUrl: tokenUrl,
  ...(grant === 'client-credentials' ? {} : { authUrl: authorizationUrl }),
});

function workflowRequest(
  run: ScenarioRun,
  name: string,
  credential: string,
  plan: WorkflowPlan,
): WorkflowRequest {
  const credentialId = run.credentialIds.get(credential);
  if (credentialId === undefined)
    throw new HarnessError(
      'credential-missing',
      `Could not set up workflow ${name}: credential ${credential} does not exist.`,
    );
  return {
    name: nameInClient(run, name),
    plan,
    credentialId,
    credentialName: nameInClient(run, credential),
    provider: addresses(run, credential),
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
    workflowRequest(run, name, workflow.credential, plan),
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
  const connectedByPlan = new Set(
    run.planned.steps.flatMap((step) =>
      step.do === 'connect' && step.mayFail !== true
        ? [step.credential ?? 'main', step.beside ?? []].flat()
        : [],
    ),
  );
  for (const [name, { authentication }] of Object.entries(run.planned.credentials)) {
    run.registered.set(name, run.realm.registerClient(name, { authentication }));
    await createCredential(run, name);
  }
  for (const [name, { credential, plan }] of Object.entries(run.planned.workflows)) {
    const id = await run.client.createWorkflow(
      workflowRequest(run, name, credential, plan),
      run.signal,
    );
    run.workflows.set(name, { id, credential, plan });
  }
  await probeRows(run);
  for (const name of Object.keys(run.planned.credentials))
    if (!connectedByPlan.has(name)) await connectOrStop(run, name);
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
