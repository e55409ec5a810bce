import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'resource/answer-lost',
  title: 'The API carries out one order of four, and its answer is lost',
  why: `RFC 9110 §9.2.2: a client cannot know whether a POST was carried out whose answer it never got, so it must not repeat it by itself: the order would
be placed twice. The run has to fail where somebody looks, and the other items keep their results.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2'],
  workflows: { main: { use: 'http-request', items: 4, method: 'POST' } },
  plan: [
    execute(2),
    inject('api/answer-lost', { after: 1, times: 1 }),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  nextExpiry: 'skip',
  expect: { recovery: 'automatic', within: '5s', during: 'visible' },
});
