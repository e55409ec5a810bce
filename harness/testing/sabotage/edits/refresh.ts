import { FILES, type Edit } from '../edit.ts';

const isExpired = {
  file: FILES.oauth,
  search: '        : status === tokenExpiredStatusCode;',
} as const;

/** When n8n refreshes, and how often. */
export const refreshEdits: readonly Edit[] = [
  {
    name: 'refreshes-on-403',
    harm: 'Each call without permission costs a refresh, which mends nothing.',
    ...isExpired,
    replace: '        : status === tokenExpiredStatusCode || status === 403;',
    near: ['guide/scope-*', 'guide/daily-quota', 'scope/*'],
  },
  {
    name: 'refreshes-on-404',
    harm: 'Each call for something that is gone costs a refresh, which finds nothing.',
    ...isExpired,
    replace: '        : status === tokenExpiredStatusCode || status === 404;',
    near: ['resource/server-error'],
  },
  {
    name: 'refreshes-on-429',
    harm: 'While the API throttles, each call costs a refresh, and the token endpoint throttles too.',
    ...isExpired,
    replace: '        : status === tokenExpiredStatusCode || status === 429;',
    near: ['guide/rate-limit*', 'guide/daily-quota', 'resource/*'],
  },
  {
    name: 'refreshes-on-5xx',
    harm: 'While the API is down, each call costs a refresh and doubles the load.',
    ...isExpired,
    replace: '        : status === tokenExpiredStatusCode || status >= 500;',
    near: ['resource/server-error', 'resource/*'],
  },
  {
    name: 'ignores-configured-status',
    harm: 'With an API that says expired with another status than 401 the credential never refreshes.',
    file: FILES.oauth,
    search: '    if (credentialStatusCode === undefined) {',
    replace: '    if (!Array.isArray(credentialStatusCode)) {',
    near: ['resource/*'],
  },
  {
    name: 'refreshes-before-every-call',
    harm: 'Every call costs a refresh, because expires_in is taken for milliseconds.',
    file: FILES.oauth,
    search: '    const newRequestOptions = token.sign(requestOptions);',
    replace: `    const lifetime = Number(token.data.expires_in);
    const early = token.refreshToken && lifetime < 60_000
        ? await refreshOrFetchToken({ credentials, token, credentialsType, node, additionalData, oAuth2Options, logger: this.logger, helpers: this.helpers, mode: this.getMode?.() ?? 'internal' })
        : token;
    const newRequestOptions = early.sign(requestOptions);`,
    near: ['control/*'],
  },
  {
    name: 'refreshes-while-refused',
    harm: 'An API that refuses every token gets refreshes without end, and the execution hangs.',
    file: FILES.oauth,
    search: '        return await makeRequest(refreshedRequestOptions);',
    replace: `        return await makeRequest(refreshedRequestOptions).catch(async (error) => {
            if (!shouldRefreshToken(error.statusCode ?? error.response?.status))
                throw error;
            refreshCtx.token = newToken;
            return await retryWithNewToken(makeRequest, surfaceOriginalError);
        });`,
    near: ['resource/rejected-for-ever', 'resource/*'],
  },
  {
    name: 'other-helper-never-refreshes',
    harm: 'Declarative and newer nodes (httpRequestWithAuthentication) fail from the first expiry on.',
    file: FILES.oauth,
    search: 'if (shouldRefreshToken(error.response?.status)) {',
    replace: 'if (shouldRefreshToken(error.statusCode)) {',
    near: ['workflow/databricks', 'workflow/microsoft-entra'],
  },
  {
    name: 'asks-three-times-at-once',
    harm: 'A refused refresh is repeated at once and twice, which providers punish with a ban.',
    file: FILES.oauth,
    search: '                newToken = await token.refresh(tokenRefreshOptions);',
    replace: `                const ask = () => token.refresh(tokenRefreshOptions);
                newToken = await ask().catch(ask).catch(ask);`,
    near: ['outage/*', 'revocation/*', 'guide/refresh-token-revoked-*', 'reply/*'],
  },
  {
    name: 'asks-for-more-scope',
    harm: 'The refresh asks for a scope nobody granted, so a strict provider refuses it.',
    file: FILES.clientToken,
    search: "            grant_type: 'refresh_token',",
    replace: `            grant_type: 'refresh_token',
            scope: [...(options.scopes ?? []), 'offline_access'].join(' '),`,
    near: ['control/*', 'scope/*', 'guide/scope-*'],
  },
];
