/**
 * Sets the demo up before n8n's first start: it registers the client at the provider and imports
 * the credential, with its first tokens, and the workflow into n8n. Later runs only register the
 * client again if the provider no longer knows it. The script runs in n8n's image with n8n's
 * settings. It is JavaScript because the Node in older n8n images cannot run TypeScript.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROVIDER = 'http://provider:8090';
/** The address of the same provider for the browser on the host. */
const { PROVIDER_URL, N8N_EDITOR_BASE_URL } = process.env;
const CLIENT = 'n8n';
const SCOPE = 'read write';
const DONE = '/home/node/.n8n/demo-furnished';
const workflow = JSON.parse(readFileSync(new URL('demo-workflow.json', import.meta.url), 'utf8'));

/** @type {(name: string) => string} */
const secret = (name) => readFileSync(join('/secrets', name), 'utf8');

/** @type {(doing: string, url: string, init?: RequestInit) => Promise<Response>} */
async function ask(doing, url, init) {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  if (answer.status >= 400)
    throw new Error(
      `Could not ${doing}: the provider answered ${answer.status} ${await answer.text()}.`,
    );
  return answer;
}

/**
 * Registers the client if it is not registered. A realm that was reset in the console has forgotten
 * its clients.
 */
async function registerClient() {
  const url = `${PROVIDER}/control/v1/realms/demo/clients`;
  const headers = {
    authorization: `Bearer ${secret('control-token')}`,
    'content-type': 'application/json',
  };
  const { clients } = await (await ask('list the clients', url, { headers })).json();
  const known = clients.find(({ name }) => name === CLIENT);
  if (known !== undefined) return known.id;
  return (
    await (
      await ask('register the client', url, {
        method: 'POST',
        headers,
        body: JSON.stringify({ name: CLIENT, secret: secret('client-secret') }),
      })
    ).json()
  ).id;
}

/** Does what n8n's Connect button does (RFC 6749 §4.1). The provider's user consents at once. */
async function fetchTokens(clientId) {
  const redirect = `${N8N_EDITOR_BASE_URL}/rest/oauth2-credential/callback`;
  const asked = await ask(
    'get an authorization code',
    `${PROVIDER}/demo/authorize?${new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirect, scope: SCOPE })}`,
  );
  const code = new URL(asked.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const authorization = `Basic ${Buffer.from(`${clientId}:${secret('client-secret')}`).toString('base64')}`;
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
  });
  return (
    await ask('get tokens', `${PROVIDER}/demo/token`, {
      method: 'POST',
      headers: { authorization },
      body,
    })
  ).json();
}

/** @type {(...args: string[]) => string} */
const n8n = (...args) =>
  execFileSync('n8n', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Imports things into n8n. n8n's import commands exit with 0 even when they fail. */
function importInto(kind, things) {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  const file = join(folder, `${kind}.json`);
  writeFileSync(file, JSON.stringify(things), { mode: 0o600 });
  const said = n8n(`import:${kind}`, `--input=${file}`);
  rmSync(folder, { recursive: true });
  if (!said.includes('Successfully imported'))
    throw new Error(`Could not import the demo's ${kind}: ${said}`);
}

async function furnish(clientId) {
  const credential = workflow.nodes.find(({ credentials }) => credentials !== undefined).credentials
    .oAuth2Api;
  const data = {
    grantType: 'authorizationCode',
    authUrl: `${PROVIDER_URL}/demo/authorize`,
    accessTokenUrl: `${PROVIDER}/demo/token`,
    clientId,
    clientSecret: secret('client-secret'),
    scope: SCOPE,
    authQueryParameters: '',
    authentication: 'header',
    oauthTokenData: await fetchTokens(clientId),
  };
  importInto('credentials', [{ ...credential, type: 'oAuth2Api', data }]);
  importInto('workflow', [workflow]);
  // n8n imports a workflow as inactive.
  const [major] = n8n('--version').split('.');
  if (major === '1') n8n('update:workflow', `--id=${workflow.id}`, '--active=true');
  else n8n('publish:workflow', `--id=${workflow.id}`);
  writeFileSync(DONE, '');
}

const clientId = await registerClient();
if (!existsSync(DONE)) await furnish(clientId);
console.log(
  `The demo is in n8n: ${N8N_EDITOR_BASE_URL}/workflow/${workflow.id}, to be called at ${N8N_EDITOR_BASE_URL}/webhook/oauth-demo`,
);
