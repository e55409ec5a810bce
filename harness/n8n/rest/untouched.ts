import { z } from 'zod';
import type { RestClient } from './rest-client.ts';

/** The ids of a credential, a workflow and a user that no run uses. */
export interface Untouched {
  readonly credentials: string;
  readonly workflows: string;
  readonly user: string;
}

const createdSchema = z.object({ id: z.string() });
const invitedSchema = z.tuple([z.object({ user: createdSchema })]);

/**
 * Puts a credential with tokens, a workflow and a second user, with a project of its own, into n8n.
 * Whatever changes in them was changed by mistake.
 */
export async function createUntouched(rest: RestClient, signal: AbortSignal): Promise<Untouched> {
  const credential = await rest.call(createdSchema, {
    method: 'POST',
    path: '/rest/credentials',
    body: { name: 'nobody uses this credential', type: 'oAuth2Api', data: CREDENTIAL },
    doing: 'create a credential that nobody uses',
    signal,
  });
  const workflow = await rest.call(createdSchema, {
    method: 'POST',
    path: '/rest/workflows',
    body: { name: 'nobody uses this workflow', active: false, ...WORKFLOW },
    doing: 'create a workflow that nobody uses',
    signal,
  });
  const [{ user }] = await rest.call(invitedSchema, {
    method: 'POST',
    path: '/rest/invitations',
    body: [{ email: 'somebody@example.com', role: 'global:member' }],
    doing: 'invite a second user',
    signal,
  });
  return { credentials: credential.id, workflows: workflow.id, user: user.id };
}

const CREDENTIAL = {
  grantType: 'authorizationCode',
  authUrl: 'https://nobody.example/authorize',
  accessTokenUrl: 'https://nobody.example/token',
  clientId: 'nobody',
  clientSecret: 'nothing',
  scope: 'read',
  authentication: 'header',
  oauthTokenData: { access_token: 'unused', refresh_token: 'unused too', token_type: 'Bearer' },
};

const WORKFLOW = {
  nodes: [
    {
      id: 'start',
      name: 'Start',
      type: 'n8n-nodes-base.manualTrigger',
      typeVersion: 1,
      position: [0, 0],
      parameters: {},
    },
  ],
  connections: {},
  settings: { executionOrder: 'v1' },
};
