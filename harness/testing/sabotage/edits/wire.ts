import { FILES, type Edit } from '../edit.ts';

const byHeader = {
  file: FILES.clientToken,
  search: '                headers.Authorization = (0, utils_1.auth)(clientId, clientSecret);',
} as const;

/** What the token endpoint and the API get to see. */
export const wireEdits: readonly Edit[] = [
  {
    name: 'refresh-authenticates-in-the-body',
    harm: 'A provider that registered the client for Basic refuses every refresh.',
    file: FILES.clientToken,
    search: "            if (options.authentication === 'body') {",
    replace: "            if (options.authentication !== 'none') {",
    near: ['control/expired-access-token'],
  },
  {
    name: 'refresh-authenticates-in-the-header',
    harm: 'A provider that registered the client for the body refuses every refresh.',
    file: FILES.clientToken,
    search: "            if (options.authentication === 'body') {",
    replace: "            if (options.authentication === 'none') {",
    near: ['authentication/*'],
  },
  {
    name: 'refresh-authenticates-twice',
    harm: 'RFC 6749 §2.3 allows one method a request, and strict providers refuse two.',
    ...byHeader,
    replace: `${byHeader.search}
                body.client_id = clientId;
                body.client_secret = clientSecret;`,
    near: ['control/expired-access-token'],
  },
  {
    name: 'secret-in-the-query',
    harm: 'The client secret stands in the access logs of every proxy on the way.',
    file: FILES.clientToken,
    search: `        const requestOptions = (0, utils_1.getRequestOptions)({
            url: options.accessTokenUri,`,
    replace: `        const requestOptions = (0, utils_1.getRequestOptions)({
            url: options.accessTokenUri,
            query: { client_id: clientId, client_secret: clientSecret },`,
    near: ['control/expired-access-token'],
  },
  {
    name: 'token-request-as-json',
    harm: 'Providers read forms only (RFC 6749 §4.1.3), so connecting and refreshing fail.',
    file: FILES.client,
    search: `            data: qs.stringify(options.body),
            headers: options.headers,`,
    replace: `            data: JSON.stringify(options.body),
            headers: { ...options.headers, 'Content-Type': 'application/json' },`,
    near: ['control/expired-access-token'],
  },
  {
    name: 'access-token-in-the-query',
    harm: 'Token types are compared by the wrong case, so the access token stands in access logs.',
    file: FILES.clientToken,
    search: "        if (this.tokenType === 'bearer') {",
    replace: "        if (this.tokenType === 'Bearer') {",
    near: ['control/*'],
  },
  {
    name: 'basic-in-base64url',
    harm: 'A provider that decodes Base64 as RFC 4648 §4 has it refuses many a client id and secret.',
    file: FILES.clientUtils,
    search: "toString(password)).toString('base64');",
    replace: "toString(password)).toString('base64url');",
    near: ['control/expired-access-token', 'authentication/*'],
  },
  {
    name: 'client-credentials-without-scope',
    harm: 'The token may do whatever the client may, or less than the workflow needs, whatever scope was typed.',
    file: FILES.credentialsFlow,
    search: '        if (options.scopes !== undefined) {',
    replace: '        if (options.scopesSeparator !== undefined) {',
    near: ['client-credentials/*'],
  },
  {
    name: 'token-request-given-up-after-ten-seconds',
    harm: 'A provider that is slow has rotated all the same, and its new tokens go to nobody.',
    file: FILES.client,
    search: '            timeout: 300_000,',
    replace: '            timeout: 10_000,',
    near: ['outage/token-endpoint-slow'],
  },
];

const REFUSED = `        if (response.status >= 400) {
            const body = this.parseResponseBody(response);
            const authErr = (0, utils_1.getAuthError)(body);
            if (authErr)
                throw authErr;
            else
                throw new ResponseError(response.status, response.data);
        }`;

/** What is taken for an answer with tokens. */
export const replyEdits: readonly Edit[] = [
  {
    name: 'throttled-reply-taken-for-success',
    harm: 'While the token endpoint throttles, a refresh seems to succeed and brings no token.',
    file: FILES.client,
    search: `${REFUSED}
        if (response.status >= 300) {`,
    replace: `${REFUSED.replace('>= 400)', '>= 400 && response.status !== 429)')}
        if (response.status >= 300 && response.status !== 429) {`,
    near: ['outage/token-endpoint-throttled'],
  },
  {
    name: 'page-taken-for-token-reply',
    harm: 'The error page of a proxy is parsed as a form and its pieces are stored as tokens.',
    file: FILES.client,
    search: `        catch {
            const preview`,
    replace: `        catch {
            if (response.status < 400)
                return qs.parse(body);
            const preview`,
    near: ['outage/token-endpoint-html-page', 'reply/no-content'],
  },
  {
    name: 'refused-refresh-taken-for-success',
    harm: 'The error of a refused refresh is merged into the token data, and nobody is told.',
    file: FILES.client,
    search: `${REFUSED}
        if (response.status >= 300) {`,
    replace: `        if (response.status >= 300 && response.status !== 400) {`,
    near: ['revocation/*', 'guide/refresh-token-revoked-*', 'outage/token-endpoint-throttled'],
  },
  {
    name: 'form-reply-with-charset-not-read',
    harm: 'An account cannot be connected where the provider answers with a form and names its charset.',
    file: FILES.client,
    search: "        if (contentType.startsWith('application/x-www-form-urlencoded')) {",
    replace: "        if (contentType === 'application/x-www-form-urlencoded') {",
    near: ['authentication/tokens-need-encoding'],
  },
];
