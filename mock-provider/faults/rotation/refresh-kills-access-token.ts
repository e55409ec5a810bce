import { durationSchema } from '../../model/duration-schema.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationRefreshKillsAccessToken = defineFault({
  name: 'rotation/refresh-kills-access-token',
  summary: 'A refresh revokes the older access tokens of the consent.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://docs.gitlab.com/api/oauth2/',
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
  ],
  options: lastingOptions({
    grace: durationSchema.optional().describe('how long they live on; without it not at all'),
  }),
  begin: (fault, { grace }) =>
    fault.realm.overridePolicy(
      grace === undefined
        ? { accessTokenOnRefresh: 'revoked' }
        : { accessTokenOnRefresh: 'revoked-after-grace', accessTokenGrace: grace },
      fault.id,
    ),
});
