import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/upload-in-form',
  title: 'A file is uploaded as a part of a form with an expired token',
  why: `A form with a file is a stream with a boundary (RFC 7578 §4.1). Sent again after a refresh it needs the whole file once more, and a content type that names
the boundary it has then (n8n-io/n8n 14831, 14933, 13938).`,
  links: [
    'https://github.com/n8n-io/n8n/issues/14933',
    'https://github.com/n8n-io/n8n/issues/13938',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'upload', as: 'multipart-file', items: 1 } },
  plan: [execute(1), inject('access-token/expired'), execute(1), heal(), execute(1)],
  remedies: ['reconnect'],
  executionDeadline: '20s',
  nextExpiry: 'skip',
  expect: { recovery: 'unaffected', during: 'success' },
});
