import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/clock-provider-ahead',
  title: "The provider's clock runs two hours ahead of its API: every fresh token is not valid yet",
  why: `RFC 7519 §4.1.4 and §4.1.5: the API judges exp and nbf by its own clock. The refresh itself succeeds, so it looks as if n8n kept an old token.
n8n may try once, must not loop, and must work again as soon as the clock is right.`,
  links: ['https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4'],
  guide: { cause: 'Clock drift', fix: 'Synchronise the clock' },
  realm: { accessTokenFormat: 'jwt' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('clock/provider-ahead', { by: '2h' }),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['sync-clock'],
  expect: { recovery: 'after-remedy', remedy: 'sync-clock', during: 'visible' },
});
