import {
  connect,
  defineScenario,
  execute,
  finish,
  heal,
  hold,
  inject,
  release,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'process/killed-during-callback',
  title: 'n8n is killed while it exchanges the code of a user who connects again',
  why: `A deployment, or the memory is used up, in the second in which a user comes back. The provider has given tokens for the code (RFC 6749 §4.1.3), and nobody is
there to take them: the code is used up (§4.1.2), the browser shows an error of its own. What was stored before has to work after the restart, nothing half may be saved,
and the next try to connect has to get through.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    connect(),
    execute(1),
    hold('code-exchange', { at: 'after-commit' }),
    connect('main', { mayFail: true }),
    inject('n8n/killed', { when: 'now' }),
    release(),
    finish(),
    heal(),
    execute(1),
    connect(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', connect: 'unanswered' },
});
