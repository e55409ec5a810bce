import { advance, defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/second-expiry',
  title: 'Works once, fails later: the second expiry after a rotation',
  why: 'A client that forgets the rotated refresh token survives the first expiry and dies at the second. The second expiry comes by the clock here, an hour later.',
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-6'],
  realm: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'http-request', method: 'PUT' } },
  plan: [execute(1), inject('access-token/expired'), execute(1), advance('61m'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
