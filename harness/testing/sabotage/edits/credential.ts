import { FILES, type Edit } from '../edit.ts';

/** What a credential is when it is connected, kept, shown, worked out and taken away. */
export const credentialEdits: readonly Edit[] = [
  {
    name: 'realm-of-the-callback-lost',
    harm: 'Nodes that need what the provider said at the callback (QuickBooks: the company) cannot be used.',
    file: FILES.callback,
    search: "(0, set_1.default)(oauthToken.data, 'callbackQueryString',",
    replace: "(0, set_1.default)(oauthToken, 'callbackQueryString',",
    near: ['connect/callback-says-more'],
  },
  {
    name: 'expiry-moment-of-the-connect-in-wrong-unit',
    harm: 'For an hour after the connect the stored moment says that the token has expired.',
    file: FILES.callback,
    search:
      '                oauthTokenData.n8n_expires_at = String(Date.now() + expiresInSeconds * 1000);',
    replace:
      '                oauthTokenData.n8n_expires_at = String(Date.now() + expiresInSeconds);',
    near: ['authentication/pkce', 'control/no-fault', 'access-token/*'],
  },
  {
    name: 'stored-expiry-read-in-seconds',
    harm: 'Where 403 can mean expired, the stored token counts as fresh for ever, and nothing refreshes it.',
    file: FILES.oauth,
    search: 'Date.now() + TOKEN_EXPIRY_BUFFER_MS < expiresAt;',
    replace: 'Date.now() + TOKEN_EXPIRY_BUFFER_MS < expiresAt * 1000;',
    near: ['workflow/databricks', 'resource/expiry-told-as-403', 'access-token/*'],
  },
  {
    name: 'connect-saved-without-waiting',
    harm: 'The page says connected although the database took nothing.',
    file: FILES.oauthService,
    search: '        await this.credentialsRepository.update(credential.id, {',
    replace: '        void this.credentialsRepository.update(credential.id, {',
    near: ['database/read-only-at-connect'],
  },
  {
    name: 'disconnect-keeps-the-refresh-token',
    harm: 'Who disconnects an account leaves in the database what the account can be used with.',
    file: FILES.credentialsService,
    search: `        delete decryptedData.oauthTokenData;
        delete decryptedData.accountIdentifier;`,
    replace: `        delete decryptedData.oauthTokenData?.access_token;
        delete decryptedData.accountIdentifier;`,
    near: ['timing/disconnected-after-commit', 'operator/disconnects'],
  },
  {
    name: 'secret-shown-to-whoever-opens-the-credential',
    harm: 'The client secret goes to the browser of everybody who may open the credential.',
    file: FILES.credentialsService,
    search:
      "                (!String(data[dataKey] ?? '').startsWith('={{') || prop.noDataExpression)) {",
    replace:
      "                (String(data[dataKey] ?? '').startsWith('={{') || prop.noDataExpression)) {",
    near: ['operator/edits-during-refresh', 'guide/scope-mismatch', 'control/no-fault'],
  },
  {
    name: 'letters-lost-in-the-store',
    harm: 'A secret or a parameter with an umlaut is another one after it was stored.',
    file: FILES.cipher,
    search: "decipher.final()]).toString('utf-8');",
    replace: "decipher.final()]).toString('binary');",
    near: [
      'credential/body-parameters',
      'authentication/secret-needs-encoding-in-body',
      'authentication/tokens-need-encoding',
    ],
  },
  {
    name: 'wrong-secret-told-as-a-dead-account',
    harm: 'People connect the account again in vain, while the client secret is what was changed.',
    file: FILES.oauth,
    search: "    return body?.error === 'invalid_grant';",
    replace: "    return body?.error === 'invalid_grant' || body?.error === 'invalid_client';",
    near: ['revocation/client-refused', 'revocation/secret-rotated', 'refusal/invalid-client-401'],
  },
  {
    name: 'waiter-goes-on-with-the-old-token',
    harm: 'Who finds the token refreshed by another execution calls again with the dead one, and fails.',
    file: FILES.oauth,
    search:
      '            return buildSigningToken(token.client, currentCredential?.oauthTokenData, oAuth2Options);',
    replace: '            return token;',
    near: ['rotation/concurrent-refresh', 'rotation/late-refusal', 'workflow/two-branches'],
  },
  {
    name: 'nothing-taken-for-a-first-token',
    harm: 'A new credential with client credentials never gets its first token.',
    file: FILES.oauth,
    search: '            Object.keys(oauthTokenData).length === 0 ||\n',
    replace: '',
    near: ['client-credentials/*'],
  },
];
