import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/switched-on',
  title: 'A provider that never rotated switches single-use refresh tokens on overnight',
  why: 'Vendors change their policy under live credentials. A client that has always been able to reuse its refresh token must follow the first rotation without help.',
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    execute(1),
    inject('rotation/immediate'),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
