import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/long-state',
  title: 'A provider takes no state of more than 500 characters',
  why: `RFC 6749 sets no limit, and providers do: X takes 500 characters. A client that packs its session into the state cannot be connected there at all.`,
  links: [
    'https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code',
    'https://github.com/n8n-io/n8n/issues/30853',
    'https://github.com/n8n-io/n8n/issues/31731',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('authorize/state-limit', { characters: 500 }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'connected' },
});
