import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'resource/multipart-body',
  title: 'A form of parts, as for an upload, meets an expired token',
  why: `A form of parts (RFC 7578) is often written as a stream, which is empty when the API has refused it for its token. Whoever sends it again after the
refresh must build it anew: an empty form is another order than the one that was placed (RFC 9110 §9.2), and a workflow that only uploads, less often
than its token expires, would fail every time if nobody sent it again.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc7578#section-4',
    'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
  ],
  workflows: { main: { use: 'http-request', method: 'POST', body: 'multipart' } },
  plan: [execute(1), inject('access-token/expired'), execute(1), heal(), execute(1)],
  remedies: ['reconnect'],
  executionDeadline: '20s',
  nextExpiry: 'skip',
  expect: { recovery: 'unaffected', during: 'success' },
});
