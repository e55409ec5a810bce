import { defineFamily, execute, inject, type Step } from '../../harness/index.ts';

/** What passes by itself within ten seconds, where it happens, and what a client makes of it. */
const TROUBLES: Readonly<Record<string, { readonly what: string; readonly fault: Step }>> = {
  'token-unavailable': {
    what: 'The token endpoint answers 503 twice',
    fault: inject('token/unavailable', { times: 2 }),
  },
  'token-reset': {
    what: 'The connection to the token endpoint is reset twice',
    fault: inject('wire/reset', { at: 'token', times: 2 }),
  },
  'token-html-page': {
    what: 'A proxy answers twice in the place of the token endpoint, with a page',
    fault: inject('token/html-page', { times: 2 }),
  },
  'api-unrelated-401': {
    what: 'The API answers 401 for a reason of its own, four times',
    fault: inject('api/unrelated-401', { times: 4 }),
  },
  'api-unavailable': {
    what: 'The API answers 503 twice',
    fault: inject('api/server-error', { times: 2 }),
  },
  'api-throttled': {
    what: 'The API answers 429 twice',
    fault: inject('api/throttled', { times: 2 }),
  },
};

/** Retry On Fail, three tries five seconds apart, under all that passes by itself. */
export default defineFamily(
  Object.entries(TROUBLES).map(([name, { what, fault }]) => ({
    name: `guide/retried-${name}`,
    title: `${what}, and the node has Retry On Fail`,
    why: `Guides advise three tries, five seconds apart, for whatever passes by itself. It has to cost time and not the run, and each try has to bring a token that is
good by then.`,
    links: [
      'https://docs.n8n.io/flow-logic/error-handling/',
      'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4',
    ],
    workflows: { main: { use: 'http-request', retryOnFail: { maxTries: 3, wait: '5s' } } },
    plan: [execute(2), fault, inject('access-token/expired'), execute(1)],
    remedies: ['reconnect'],
    expect: { recovery: 'unaffected', during: 'success' },
  })),
);
