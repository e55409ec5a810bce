import { defineFamily, execute, inject } from '../../harness/index.ts';

/** Scopes that guides name: what was asked for at the connect, and what is missing. */
const SCOPES = {
  google: {
    asked: 'https://www.googleapis.com/auth/userinfo.email',
    missing: 'https://www.googleapis.com/auth/drive.file',
    source: 'https://developers.google.com/workspace/drive/api/guides/api-specific-auth',
  },
  salesforce: {
    asked: 'refresh_token',
    missing: 'api',
    source: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_tokens_scopes.htm',
  },
} as const;

/** The scope that no longer fits, at the providers that guides give as examples. */
export default defineFamily(
  Object.entries(SCOPES).map(([provider, { asked, missing, source }]) => ({
    name: `guide/scope-mismatch-${provider}`,
    title: `The API of ${provider} demands the scope ${missing.split('/').at(-1)}, which was never asked for`,
    why: `RFC 6750 §3.1: 403 insufficient_scope. A refresh cannot widen a grant (RFC 6749 §6). An operator puts the scope into the credential and connects the account
again; that has to be enough, whatever the provider makes of a second consent.`,
    links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1', source],
    guide: {
      cause: 'Scope mismatch',
      fix: 'Put the missing scope into the credential and connect again',
    },
    realm: {
      preset: provider as keyof typeof SCOPES,
      scopes: `${asked} ${missing}`,
      requiredScope: asked,
    },
    credentials: { main: { scope: asked } },
    workflows: { main: { use: 'http-request' } },
    plan: [execute(2), inject('api/insufficient-scope', { scope: missing }), execute(1)],
    remedies: [{ remedy: 'edit-scope', scope: `${asked} ${missing}` }],
    expect: { recovery: 'after-remedy', remedy: 'edit-scope', during: 'visible' },
  })),
);
