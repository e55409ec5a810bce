import { FILES, type Edit } from '../edit.ts';

const repeat = {
  file: FILES.oauth,
  search: '        const refreshedRequestOptions = newToken.sign(requestOptions);',
} as const;
const POST = ['rotation/concurrent-refresh-items', 'control/*', 'guide/*', 'rotation/*'] as const;

/** What becomes of the work of the workflow. */
export const workEdits: readonly Edit[] = [
  {
    name: 'repeats-without-body',
    harm: 'After a refresh the API gets an empty request, and the data of the user is lost.',
    ...repeat,
    replace: `        const { body: _body, form: _form, ...rest } = requestOptions;
        const refreshedRequestOptions = newToken.sign(rest);`,
    near: POST,
  },
  {
    name: 'repeats-without-query',
    harm: 'After a refresh the API gets another question than the user asked.',
    ...repeat,
    replace:
      '        const refreshedRequestOptions = newToken.sign({ ...requestOptions, qs: undefined });',
    near: POST,
  },
  {
    name: 'repeats-without-headers',
    harm: 'After a refresh the headers of the workflow are gone: the tenant, the version, the idempotency key.',
    ...repeat,
    replace:
      '        const refreshedRequestOptions = newToken.sign({ ...requestOptions, headers: undefined });',
    near: POST,
  },
  {
    name: 'repeats-as-get',
    harm: 'After a refresh what was to be written is read instead, and it looks like a success.',
    ...repeat,
    replace:
      "        const refreshedRequestOptions = newToken.sign({ ...requestOptions, method: 'GET' });",
    near: POST,
  },
  {
    name: 'repeats-twice',
    harm: 'After a refresh every order is placed twice.',
    file: FILES.oauth,
    search: '        return await makeRequest(refreshedRequestOptions);',
    replace: `        await makeRequest({ ...refreshedRequestOptions });
        return await makeRequest(refreshedRequestOptions);`,
    near: POST,
  },
  {
    name: 'results-in-reverse',
    harm: 'Each item gets the answer of another one.',
    file: FILES.httpRequest,
    search: '                responseData = promisesResponses.shift();',
    replace: '                responseData = promisesResponses.pop();',
    near: ['rotation/concurrent-refresh-items', 'control/*'],
  },
  {
    name: 'refused-items-left-out',
    harm: 'Items whose call failed vanish, and the execution is green.',
    file: FILES.httpRequest,
    search: "                if (responseData.status !== 'fulfilled') {",
    replace: `                if (responseData.status !== 'fulfilled') {
                    if (items.length > 1 || responseData.reason?.statusCode === undefined)
                        continue;`,
    near: ['outage/*', 'revocation/*', 'rotation/concurrent-refresh-items', 'reply/*'],
  },
  {
    name: 'failed-refresh-becomes-success',
    harm: 'The execution is green although nothing was done.',
    file: FILES.oauth,
    search: '        const newToken = await refreshOrFetchToken(refreshCtx);',
    replace: `        const newToken = await refreshOrFetchToken(refreshCtx).catch(() => undefined);
        if (newToken === undefined)
            return { statusCode: 200, headers: {}, body: '{}' };`,
    near: ['outage/*', 'revocation/*'],
  },
  {
    name: 'uploads-an-empty-file-after-a-refresh',
    harm: 'A form with a file is sent again after the refresh, without what the first try has read from it.',
    file: FILES.oauth,
    search: '        if (hasSingleUseBody(requestOptions)) {',
    replace: '        if (requestOptions.body instanceof stream_1.Readable) {',
    near: ['resource/multipart-body'],
  },
];

/** Whether n8n lives, and how long it takes. */
export const lifeEdits: readonly Edit[] = [
  {
    name: 'exit-on-invalid-grant',
    harm: 'One revoked account takes the whole n8n down, with the workflows of everybody.',
    file: FILES.oauth,
    search: '                throw buildOAuth2ReconnectError(node, credentialsType);',
    replace: `                logger.error('Unrecoverable OAuth2 error', { error: error.message });
                process.exit(1);`,
    near: ['revocation/family-revoked', 'guide/refresh-token-revoked-reconnect'],
  },
  {
    name: 'error-thrown-beside-the-call',
    harm: 'A refused refresh is an uncaught exception, and the execution never ends.',
    file: FILES.oauth,
    search: '                throw buildOAuth2ReconnectError(node, credentialsType);',
    replace: `                return await new Promise(() => {
                    setImmediate(() => {
                        throw buildOAuth2ReconnectError(node, credentialsType);
                    });
                });`,
    near: ['revocation/family-revoked', 'guide/refresh-token-revoked-reconnect'],
  },
  {
    name: 'hangs-when-a-refresh-fails',
    harm: 'Executions wait for ever while the provider is down, and fill the queue.',
    file: FILES.oauth,
    search: '            if (isRevokedOAuth2GrantError(error)) {',
    replace: `            if (!isRevokedOAuth2GrantError(error))
                await new Promise(() => {});
            else {`,
    near: ['outage/token-endpoint-unavailable', 'reply/no-content'],
  },
  {
    name: 'refresh-takes-nine-seconds',
    harm: 'Every hour each workflow is slower by nine seconds.',
    file: FILES.oauth,
    search: '        let newToken;\n        try {',
    replace: `        let newToken;
        await new Promise((resolve) => setTimeout(resolve, 9_000));
        try {`,
    near: ['control/expired-access-token', 'rotation/concurrent-refresh'],
  },
  {
    name: 'third-try-comes-at-once',
    harm: 'Retry On Fail pauses before its second try alone, and a throttled provider throttles longer.',
    file: FILES.workflowExecute,
    search: '                                if (waitBetweenTries !== 0) {',
    replace: '                                if (waitBetweenTries !== 0 && tryIndex === 1) {',
    near: ['guide/rate-limit*', 'resource/one-item-retried'],
  },
];
