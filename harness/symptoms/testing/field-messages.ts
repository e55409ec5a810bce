/** A message as somebody pasted it, and its causes as the recorded runs show them. */
export interface FieldMessage {
  readonly message: string;
  /** The right cause on n8n 2.41.1: that of most scenarios that end in this text there. */
  readonly first: string;
  /** Other causes that end in the same text. */
  readonly others: readonly string[];
}

/**
 * Ten messages of n8n 2.41.1. The causes were written down by hand, from the histories of the runs
 * that end in each text and before there was anything that looks texts up; the scenarios named
 * are those that were read.
 */
export const FIELD_MESSAGES: readonly FieldMessage[] = [
  {
    // blast-radius/family-revoked, consent/withdrawn, guide/refresh-token-revoked-reconnect and the
    // presets' dead grants: 400 invalid_grant for a revoked refresh token. In the ledger of
    // queue/refresh-slower-than-lock, database/read-only-at-save and rotation/*-reply-lost it had
    // been exchanged; in revocation/outlived-* it had expired; in outage/misdirected-to-empty-store
    // the provider does not know it; in refusal/invalid-grant-400 it is alive, and works later.
    message: 'The credential "CRED" needs to be reconnected.',
    first: 'grant-ended',
    others: [
      'refresh-token-presented-twice',
      'refresh-token-expired',
      'refresh-token-unknown',
      'refresh-token-refused-though-alive',
    ],
  },
  {
    // resource/rejected-for-ever, keys/unknown-kid, identity/issuer-changed: n8n refreshes, and the
    // API refuses the new token as well. clock/provider-ahead-* and -behind-*: the same, for the
    // clocks. reply/error-with-status-200: the token endpoint's error is overlooked.
    // workflow/upload: the file is not sent again. process/two-servers-on-one-database: the grant
    // died meanwhile of a token shown twice; revocation/consent-after-commit: it was withdrawn.
    // reply/access-token-absent: the old token is used again.
    message: 'Authorization failed - please check your credentials',
    first: 'api-refuses-new-token',
    others: [
      'clocks-differ',
      'token-endpoint-answered-error',
      'call-not-repeated-after-refresh',
      'refresh-token-presented-twice',
      'grant-ended',
      'token-reply-without-access-token',
    ],
  },
  {
    // reply/access-token-null and -empty: a refresh brought none, and no run after it can work.
    // connect/refused-at-first: the account was never connected. operator/disconnects: somebody
    // disconnected it.
    message: 'Unable to sign without access token',
    first: 'token-reply-without-access-token',
    others: ['never-connected', 'disconnected'],
  },
  {
    // guide/refresh-token-missing, reply/refresh-token-null, rotation/refresh-token-empty.
    message:
      'OAuth access token expired and no refresh token is available. Please reconnect the credentials.',
    first: 'no-refresh-token',
    others: [],
  },
  {
    // outage/token-endpoint-throttled, guide/daily-quota, throttle/token-429-date, and the presets'
    // throttles: 429 with temporarily_unavailable, which n8n tells in the words of RFC 6749.
    message:
      'The authorization server is currently unable to handle the request due to a temporary overloading or maintenance of the server.',
    first: 'token-endpoint-throttles',
    others: [],
  },
  {
    // guide/scope-mismatch, scope/narrowed-announced-too-little, connect/scope-unticked: 403
    // insufficient_scope. On 1.123.81 resource/expiry-told-as-403 ends in it as well: there a 403
    // for an expired token is taken for no expiry.
    message: 'Forbidden - perhaps check your credentials?',
    first: 'scope-too-small',
    others: ['expiry-not-recognised'],
  },
  {
    // outage/token-endpoint-html-page, outage/misdirected-to-login. The message breaks off within
    // what the server sent.
    message:
      'Expected JSON response from OAuth2 token endpoint (content-type: text/html; charset=utf-8) but received: <!doctype html>',
    first: 'no-token-reply',
    others: [],
  },
  {
    // database/locked-at-save: the provider's ledger has a refresh that succeeded.
    message: 'SQLITE_BUSY: database is locked',
    first: 'tokens-not-saved',
    others: [],
  },
  {
    // reply/undelivered-in-the-middle, -after-headers: the token endpoint's answer broke off.
    message: 'stream has been aborted',
    first: 'token-endpoint-gave-no-complete-answer',
    others: [],
  },
  {
    // revocation/secret-rotated, revocation/client-refused, refusal/invalid-client-*.
    message:
      'Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method).',
    first: 'client-refused',
    others: [],
  },
];
