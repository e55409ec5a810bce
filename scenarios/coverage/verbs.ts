import { find, type CoverageData } from '../../harness/index.ts';

const { anyFault, fault, needs, remedy, step } = find;

/** What goes wrong, in one word. A scenario may have several. */
export const verbs: CoverageData['verbs'] = {
  revocation: [
    fault('refresh-token/revoked'),
    fault('refresh-token/family-revoked'),
    fault('refresh-token/idle-expired'),
    fault('refresh-token/absolute-expired'),
    fault('refresh-token/evicted'),
    fault('refresh-token/limit'),
    fault('access-token/revoked'),
    fault('provider/restarted-without-memory'),
    anyFault('client/*'),
    anyFault('consent/*'),
  ],
  rotation: [
    anyFault('rotation/*'),
    find.realm({ refreshToken: { rotation: 'single-use' } }),
    find.named('rotation/*'),
  ],
  throttle: [
    fault('token/throttled'),
    fault('token/throttled-per-refresh-token'),
    fault('token/throttled-vendor-form'),
    fault('token/bucket'),
    fault('token/daily-quota'),
    fault('api/throttled'),
    fault('api/bucket'),
  ],
  clock: [
    anyFault('clock/*'),
    fault('n8n/clock-ahead'),
    fault('n8n/clock-behind'),
    remedy('sync-clock'),
  ],
  scope: [
    anyFault('scope/*'),
    fault('api/insufficient-scope'),
    fault('authorize/scope-unticked'),
    fault('operator/edits-scope'),
    remedy('edit-scope'),
  ],
  expiry: [anyFault('access-token/*'), step('advance')],
  'reply shape': [
    anyFault('reply/*'),
    fault('token/error-reply'),
    fault('token/html-page'),
    fault('token/no-content'),
  ],
  wire: [
    anyFault('wire/*'),
    anyFault('tls/*'),
    fault('reply/lost-after-commit'),
    fault('api/answer-lost'),
    fault('n8n/slow-lookup'),
    fault('n8n/failed-lookup'),
  ],
  outage: [
    fault('token/unavailable'),
    fault('token/slow'),
    fault('token/login-redirect'),
    fault('token/temporary-redirect'),
    fault('api/server-error'),
  ],
  connect: [
    step('connect'),
    step('begin-connect'),
    step('receive-callback'),
    anyFault('authorize/*'),
    anyFault('callback/*'),
  ],
  identity: [anyFault('identity/*'), anyFault('keys/*')],
  'n8n itself': [
    fault('n8n/killed'),
    fault('n8n/paused'),
    fault('n8n/terminated'),
    fault('n8n/other-key'),
    fault('n8n/second-process'),
    fault('n8n/execute-command'),
    anyFault('database/*'),
    anyFault('redis/*'),
    needs('workers'),
  ],
  operator: [anyFault('operator/*')],
};
