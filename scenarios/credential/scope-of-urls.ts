import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/scope-of-urls',
  title: 'The scopes of a credential are addresses',
  why: `Google, Microsoft and Salesforce name scopes by URL (RFC 6749 §3.3 allows every printable character but two). Encoded twice, or cut at a
character that means something in a URL, they are scopes that nobody knows.`,
  links: [
    'https://developers.google.com/identity/protocols/oauth2/scopes',
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
  ],
  realm: {
    scopes:
      'https://www.example.com/auth/drive.file https://graph.example.com/.default offline_access',
    requiredScope: 'https://www.example.com/auth/drive.file',
  },
  credentials: {
    main: { scope: 'https://www.example.com/auth/drive.file https://graph.example.com/.default' },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
