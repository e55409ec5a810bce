import { find, type CoverageRow, type CoverageTheme } from '../../harness/index.ts';

const { anyFault, fault, named, step, workflow, template } = find;

const FIELDS = ['access_token', 'refresh_token', 'token_type', 'expires_in', 'scope'] as const;
const WAYS = ['absent', 'empty', 'null', 'wrong-type', 'doubled', 'nested'] as const;
const ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
] as const;
const STATUSES = [200, 400, 401, 403, 500] as const;

const fieldRows: readonly CoverageRow[] = FIELDS.map((field) => ({
  what: `${field}: ${WAYS.join(', ')}`,
  by: WAYS.map((way) => fault(`reply/field-${way}`, { field })),
}));

const errorRows: readonly CoverageRow[] = ERRORS.map((error) => ({
  what: `${error} under ${STATUSES.join(', ')}`,
  by: STATUSES.map((status) => fault('reply/error-code', { error, status })),
}));

/** What the token endpoint, the API and the authorization endpoint answer. */
export const answerFaultRows: readonly CoverageTheme[] = [
  { theme: 'token reply, field by field', rows: fieldRows },
  { theme: 'errors of the token endpoint', rows: errorRows },
  {
    theme: 'token reply as a whole',
    rows: [
      {
        what: 'Another content type, or none',
        by: (['text', 'html', 'form', 'none'] as const).map((as) =>
          fault('reply/content-type', { as }),
        ),
      },
      { what: 'A page', by: [fault('token/html-page')] },
      { what: 'A redirect to a login page', by: [fault('token/login-redirect')] },
      { what: '307', by: [fault('token/temporary-redirect')] },
      { what: '204', by: [fault('token/no-content')] },
      { what: 'Nothing', by: [fault('reply/empty-body')] },
      { what: 'A byte order mark', by: [fault('reply/bom')] },
      {
        what: 'A huge reply, a huge token',
        by: [fault('reply/huge-body'), fault('reply/huge-token')],
      },
      {
        what: 'No JSON, with tokens in it',
        by: (['cut', 'noise-before', 'noise-after', 'form'] as const).map((as) =>
          fault('reply/not-json', { as }),
        ),
      },
      {
        what: 'Another encoding',
        by: [fault('reply/not-utf8', { as: 'latin1' }), fault('reply/not-utf8', { as: 'utf16le' })],
      },
      {
        what: 'A life told as text, zero, negative, not at all',
        by: (['string', 'zero', 'negative', 'absent', 'huge'] as const).map((as) =>
          fault('reply/expires-in', { as }),
        ),
      },
      { what: 'A success that is an error', by: [fault('token/error-reply')] },
    ],
  },
  {
    theme: 'throttle',
    rows: [
      {
        what: '429 and 503 of the token endpoint',
        by: [fault('token/throttled', { status: 429 }), fault('token/throttled', { status: 503 })],
      },
      {
        what: 'The same of the API',
        by: [fault('api/throttled', { status: 429 }), fault('api/throttled', { status: 503 })],
      },
      {
        what: 'Retry-After in seconds, as a date, absent',
        by: [
          fault('token/throttled', { toldAs: 'seconds' }),
          fault('token/throttled', { toldAs: 'date' }),
          fault('token/throttled', { retryAfter: null }),
        ],
      },
      { what: 'A quota for each refresh token', by: [fault('token/throttled-per-refresh-token')] },
      { what: 'A quota for each day', by: [fault('token/daily-quota')] },
      { what: 'A bucket that refills', by: [fault('token/bucket'), fault('api/bucket')] },
      { what: 'In the form of a vendor', by: [fault('token/throttled-vendor-form')] },
      {
        what: 'Only the second try is throttled',
        by: [named('outage/second-try-throttled')],
      },
      {
        what: 'The token endpoint is down or slow',
        by: [fault('token/unavailable'), fault('token/slow')],
      },
    ],
  },
  {
    theme: 'API',
    rows: [
      { what: 'Expiry told in the way of RFC 6750', by: [fault('access-token/expired')] },
      {
        what: 'Expiry told as 401 without a challenge, 403, 400, 404, 498, 500',
        by: (['401-without-challenge', '403', '400', '404', '498', '500'] as const).map((as) =>
          fault('api/expiry-told-as', { as }),
        ),
      },
      {
        what: 'Expiry told in the body of a success',
        by: [fault('api/expiry-told-as', { as: '200' })],
      },
      { what: 'A 401 that no token mends', by: [fault('api/unrelated-401')] },
      { what: '401 for ever', by: [fault('access-token/rejected')] },
      {
        what: 'Flapping',
        by: [fault('api/flapping', { status: 401 }), fault('api/flapping', { status: 503 })],
      },
      { what: 'In mid-pagination', by: [template('pagination')] },
      { what: 'In mid-stream', by: [template('upload'), template('download')] },
      { what: 'insufficient_scope', by: [fault('api/insufficient-scope')] },
      {
        what: 'Errors that say nothing about the token',
        by: [fault('api/server-error'), fault('api/client-error'), fault('api/truncated-body')],
      },
      {
        what: 'Carried out, and the answer lost',
        by: [fault('api/answer-lost'), workflow({ method: 'POST' })],
      },
      { what: 'A slow answer overtaken by another', by: [fault('api/slow')] },
    ],
  },
  {
    theme: 'scopes',
    rows: [
      {
        what: 'Narrowed, told or not',
        by: [fault('scope/narrowed-on-refresh'), fault('scope/absent-in-reply')],
      },
      { what: 'Another order', by: [fault('scope/reordered')] },
      { what: 'Commas, or a list', by: [fault('scope/comma-separated'), fault('scope/array')] },
      { what: 'Wider, or with other names', by: [fault('scope/widened'), fault('scope/renamed')] },
      { what: 'invalid_scope', by: [fault('scope/invalid-scope')] },
      { what: 'A part of it not granted', by: [fault('authorize/scope-unticked')] },
    ],
  },
  {
    theme: 'connecting',
    rows: [
      {
        what: 'The authorization endpoint refuses or is down',
        by: [
          fault('authorize/refused'),
          fault('authorize/unavailable'),
          fault('authorize/state-limit'),
        ],
      },
      {
        what: 'The redirect URI is not the registered one',
        by: [fault('authorize/redirect-uri-mismatch')],
      },
      { what: 'The way back is spoilt', by: [anyFault('callback/*')] },
      {
        what: 'Two connects at once, or a forged one',
        by: [step('begin-connect'), step('receive-callback')],
      },
    ],
  },
];
