import { FILES, type Edit } from '../edit.ts';

const revoked = {
  file: FILES.oauth,
  search: '            if (isRevokedOAuth2GrantError(error)) {',
} as const;

/** What a user is told, and what everybody else gets to read. */
export const textEdits: readonly Edit[] = [
  {
    name: 'reconnect-text-lost',
    harm: 'Nothing tells that the account has to be reconnected.',
    ...revoked,
    replace: '            if (error.code === 401 && isRevokedOAuth2GrantError(error)) {',
    near: ['revocation/*', 'guide/refresh-token-revoked-*'],
  },
  {
    name: 'reconnect-text-for-everything',
    harm: 'People reconnect accounts in vain while the provider is down or throttles.',
    ...revoked,
    replace: '            if (error instanceof Error) {',
    near: ['outage/*', 'reply/*', 'revocation/client-refused'],
  },
  {
    name: 'failed-refresh-told-as-401',
    harm: 'The cause of a failed refresh is lost, and the API seems to be the culprit.',
    file: FILES.oauth,
    search: '        const newToken = await refreshOrFetchToken(refreshCtx);',
    replace: `        const newToken = await refreshOrFetchToken(refreshCtx).catch(() => undefined);
        if (newToken === undefined)
            return surfaceOriginalError();`,
    near: ['outage/*', 'revocation/*', 'guide/refresh-token-revoked-*'],
  },
  {
    name: 'access-token-in-debug-log',
    harm: 'Whoever reads the log can act for the user.',
    file: FILES.oauth,
    search: 'has been renewed.`);',
    replace: 'has been renewed: ${newToken.accessToken}`);',
    near: ['control/expired-access-token'],
  },
  {
    name: 'refresh-token-in-info-log',
    harm: 'Whoever reads the log can act for the user, even at the default level.',
    file: FILES.oauth,
    search:
      '        logger.debug(`OAuth2 token for "${credentialsType}" used by node "${node.name}" expired. Revalidating.`);',
    replace:
      '        logger.info(`Refreshing "${credentialsType}"`, { tokenData: { ...token.data } });',
    near: ['control/expired-access-token'],
  },
  {
    name: 'beginning-of-token-in-log',
    harm: 'Half of a token in the log is half of the work of a thief.',
    file: FILES.oauth,
    search: 'has been renewed.`);',
    replace: 'has been renewed: ${newToken.accessToken.slice(0, 40)}…`);',
    near: ['control/expired-access-token'],
  },
  {
    name: 'request-body-in-error-text',
    harm: 'The refresh token and the secret stand in the message of the failed execution.',
    file: FILES.client,
    search: `            if (authErr)
                throw authErr;
            else
                throw new ResponseError(response.status, response.data);`,
    replace: `            const asked = \`\${options.method} \${url} \${requestConfig.data}\`;
            if (authErr)
                throw Object.assign(authErr, { message: \`\${authErr.message} (\${asked})\` });
            else
                throw new ResponseError(response.status, response.data, undefined, asked);`,
    near: ['outage/*', 'revocation/*'],
  },
  {
    name: 'request-kept-with-the-error',
    harm: 'The access token stands in the stored execution of everyone who may look at it.',
    file: FILES.httpRequest,
    search: '                sanitizedRequests[itemIndex] = sanitizedRequestOptions;',
    replace: '                sanitizedRequests[itemIndex] = options;',
    near: ['resource/*', 'outage/*', 'guide/scope-mismatch'],
  },
  {
    name: 'code-on-the-callback-page',
    harm: 'The authorization code stands on a page that people send to support.',
    file: FILES.callback,
    search:
      '            return this.oauthService.renderCallbackError(res, error.message, this.oauthService.extractCallbackErrorReason(error));',
    replace:
      '            return this.oauthService.renderCallbackError(res, error.message, req.originalUrl);',
    near: ['authentication/*', 'guide/refresh-token-revoked-reconnect'],
  },
  {
    name: 'no-alarm-for-warnings',
    harm: 'The alarm of the operator stays silent for the very failure that needs him: a dead account.',
    file: FILES.errorWorkflow,
    search: '    if (fullRunData.data.resultData.error !== undefined) {',
    replace: `    if (fullRunData.data.resultData.error?.level === 'warning')
        return;
    if (fullRunData.data.resultData.error !== undefined) {`,
    near: ['revocation/*', 'guide/refresh-token-revoked-*', 'preset/atlassian-family-revoked'],
  },
];
