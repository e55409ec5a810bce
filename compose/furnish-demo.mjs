/**
 * Furnishes n8n with the demo before its first start: the client at the provider, the credential
 * with its first tokens, the workflow. Later starts only see to it that the provider still knows
 * the client. Runs in n8n's image, with n8n's settings, and is no TypeScript because older n8n
 * images have a Node that cannot run it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROVIDER = 'http://provider:8090';
/** The same provider, as the browser on the host reaches it. */
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

/** A realm that was reset in the console has forgotten its clients. */
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

/** What n8n's Connect button does, RFC 6749 §4.1: the provider's user consents at once. */
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

/** n8n's import commands end with exit code 0 whatever happened. */
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
  // An imported workflow is switched off.
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
