import { FILES, type Edit } from '../edit.ts';

const UPDATE =
  'additionalData.credentialsHelper.updateCredentialsOauthTokenData(nodeCredentials, credentialsType, credentials, additionalData);';
const afterRefresh = {
  file: FILES.oauth,
  search: `        await ${UPDATE}
        return signingToken;`,
} as const;
const merge = {
  file: FILES.oauth,
  search: '        const newOAuthTokenData = addExpiresAt({ ...token.data, ...newToken.data });',
} as const;

/** What is stored after a refresh, and when. */
export const saveEdits: readonly Edit[] = [
  {
    name: 'save-not-awaited',
    harm: 'Who is killed right after a success, or whose database fails, has lost the new tokens.',
    ...afterRefresh,
    replace: `        void ${UPDATE}
        return signingToken;`,
    near: ['database/*', 'process/killed-before-save', 'rotation/second-expiry', 'control/*'],
    topology: 'postgres',
  },
  {
    name: 'failed-save-is-silent',
    harm: 'A refresh that could not be stored looks like a success, and the next run is cut off.',
    ...afterRefresh,
    replace: `        await ${UPDATE.slice(0, -1)}.catch(() => undefined);
        return signingToken;`,
    near: ['database/*'],
    topology: 'postgres',
  },
  {
    name: 'saves-a-second-time-later',
    harm: 'A late second save puts an old pair over the one that a later refresh has stored.',
    ...afterRefresh,
    replace: `        await ${UPDATE}
        const again = structuredClone(credentials);
        setTimeout(() => void additionalData.credentialsHelper.updateCredentialsOauthTokenData(nodeCredentials, credentialsType, again, additionalData), 2_000);
        return signingToken;`,
    near: [
      'operator/reconnects-after-refresh',
      'rotation/second-expiry',
      'guide/rotation-is-stored',
    ],
  },
  {
    name: 'saves-old-tokens-over-new',
    harm: 'The refresh is made and thrown away: the old pair is stored and presented again.',
    file: FILES.clientToken,
    search: 'this.client.createToken({ ...this.data, ...responseData });',
    replace: 'this.client.createToken({ ...responseData, ...this.data });',
    near: ['control/expired-access-token', 'rotation/second-expiry'],
  },
  {
    name: 'keeps-the-old-refresh-token',
    harm: 'Where refresh tokens rotate the second refresh presents a spent one and the account is cut off.',
    file: FILES.clientToken,
    search: 'this.client.createToken({ ...this.data, ...responseData });',
    replace:
      'this.client.createToken({ ...this.data, ...responseData, refresh_token: this.refreshToken });',
    near: ['rotation/*', 'guide/rotation-is-stored'],
  },
  {
    name: 'drops-the-refresh-token-when-none-comes',
    harm: 'With providers that send a refresh token once, the credential dies at the second expiry.',
    file: FILES.clientToken,
    search: 'this.client.createToken({ ...this.data, ...responseData });',
    replace:
      'this.client.createToken({ ...this.data, refresh_token: undefined, ...responseData });',
    near: ['rotation/*', 'control/expired-access-token', 'preset/*', 'scope/*'],
  },
  {
    name: 'drops-members-of-the-token-data',
    harm: 'What the provider sent at the connect (instance address, token type) is gone after a refresh.',
    ...merge,
    replace: `        const newOAuthTokenData = addExpiresAt({ access_token: newToken.data.access_token, refresh_token: newToken.data.refresh_token });`,
    near: ['control/expired-access-token', 'preset/*'],
  },
  {
    name: 'saves-the-whole-credential',
    harm: 'A refresh writes defaults and resolved expressions into the credential of the user.',
    file: FILES.credentialsHelper,
    search: '        await credentials.updateData({ oauthTokenData: data.oauthTokenData });',
    replace: '        await credentials.setData(data);',
    near: ['control/expired-access-token'],
  },
  {
    name: 'saves-only-the-tokens',
    harm: 'A refresh wipes client id, secret and addresses, so the credential has to be made again.',
    file: FILES.credentialsHelper,
    search: '        await credentials.updateData({ oauthTokenData: data.oauthTokenData });',
    replace: '        await credentials.setData({ oauthTokenData: data.oauthTokenData });',
    near: ['control/expired-access-token'],
  },
  {
    name: 'saves-into-every-row-of-the-type',
    harm: 'A refresh of one credential overwrites all others of the same type.',
    file: FILES.credentialsHelper,
    search: `        const findQuery = {
            id: credentials.id,
            type,
        };
        await this.credentialsRepository.update(findQuery, newCredentialsData);
    }
};`,
    replace: `        const { data: saved, updatedAt } = newCredentialsData;
        await this.credentialsRepository.update({ type }, { data: saved, updatedAt });
    }
};`,
    near: ['blast-radius/*', 'rotation/second-expiry'],
  },
  {
    name: 'first-client-credentials-token-not-saved',
    harm: 'Every execution asks for a token of its own, and the provider counts them all.',
    file: FILES.oauth,
    search: `        await ${UPDATE}
        oauthTokenData = initialTokenData;`,
    replace: '        oauthTokenData = initialTokenData;',
    near: ['client-credentials/*'],
  },
  {
    name: 'an-edit-drops-the-tokens',
    harm: 'Who edits any field of a credential has to connect it again.',
    file: FILES.credentialsService,
    search: '                updateData.data.oauthTokenData = decryptedData.oauthTokenData;',
    replace: '                updateData.data.oauthTokenData = data.data?.oauthTokenData;',
    near: ['operator/*', 'guide/scope-*', 'scope/*', 'revocation/client-refused'],
  },
  {
    name: 'an-update-changes-nothing',
    harm: 'Stored members win over new ones, so no refresh after the first is ever stored.',
    file: FILES.credentials,
    search: '{ ...(await this.getData()), ...toUpdate };',
    replace: '{ ...toUpdate, ...(await this.getData()) };',
    near: ['control/expired-access-token', 'rotation/second-expiry'],
  },
  {
    name: 'refresh-undoes-a-rename',
    harm: 'A refresh gives the credential back the name that a workflow still has for it.',
    file: FILES.credentialsHelper,
    search: 'new n8n_core_1.Credentials({ id: credential.id, name: credential.name }',
    replace: 'new n8n_core_1.Credentials({ id: credential.id, name: nodeCredential.name }',
    near: ['operator/*', 'control/expired-access-token'],
  },
  {
    name: 'an-edit-stores-the-placeholder-of-the-secret',
    harm: 'Who changes the scope wipes the client secret without seeing it, and the next refresh is refused.',
    file: FILES.credentialsService,
    search: "        if (dataMerge === 'replace') {\n            return incomingData;",
    replace: "        if (dataMerge !== 'partial') {\n            return incomingData;",
    near: ['operator/edits-during-refresh', 'guide/scope-mismatch'],
  },
  {
    name: 'expiry-moment-of-the-first-token-stays',
    harm: 'Nodes that go by the stored moment take every later token for expired, and refresh at each 403.',
    file: FILES.oauth,
    search: '        n8n_expires_at: String(Date.now() + expiresInSeconds * 1000),',
    replace:
      '        n8n_expires_at: tokenData.n8n_expires_at ?? String(Date.now() + expiresInSeconds * 1000),',
    near: ['rotation/second-expiry', 'resource/expiry-told-as-403', 'guide/clock-*'],
  },
  {
    name: 'expiry-moment-in-wrong-unit',
    harm: 'The stored moment of expiry is over in seconds, so that every token counts as expired.',
    file: FILES.oauth,
    search: '        n8n_expires_at: String(Date.now() + expiresInSeconds * 1000),',
    replace: '        n8n_expires_at: String(Date.now() + expiresInSeconds),',
    near: ['rotation/second-expiry', 'control/expired-access-token'],
  },
];
