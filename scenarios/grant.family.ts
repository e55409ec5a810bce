import { defineFamily, type Scenario } from '../harness/index.ts';
import { AUTHENTICATIONS, CELLS, GRANTS, SITUATIONS, type Cell } from './grant-parts.ts';

const elsewhere = CELLS.filter((cell) => cell.elsewhere).map(({ scenario }) => scenario);

/** What is not here, for lists. */
export const about = `grant/*: every grant × client authentication × situation; of ${CELLS.length} cells ${elsewhere.length} are scenarios of another name: ${elsewhere.join(', ')}.`;

const SINGLE_USE = { rotation: 'single-use', onReuse: 'revoke-family' } as const;

const realmOf = ({ grant, authentication, situation }: Cell): NonNullable<Scenario['realm']> => ({
  ...GRANTS[grant].realm,
  ...(situation === 'only' ? { clientAuthentication: AUTHENTICATIONS[authentication].only } : {}),
  ...(situation === 'encoding' ? { clientSecrets: 'need-encoding' } : {}),
  ...(situation === 'storm' && grant !== 'client-credentials' ? { refreshToken: SINGLE_USE } : {}),
});

/** Every way in which a client of n8n asks for its next access token. */
export default defineFamily(
  CELLS.filter((cell) => !cell.elsewhere).map((cell) => {
    const grant = GRANTS[cell.grant];
    const authentication = AUTHENTICATIONS[cell.authentication];
    const situation = SITUATIONS[cell.situation];
    return {
      name: cell.scenario,
      title: `${grant.told}, ${authentication.told}: ${situation.told}`,
      why: `${grant.renews} ${authentication.says} ${situation.why}`,
      links: [...new Set([grant.link, authentication.link])],
      realm: realmOf(cell),
      credentials: { main: { grant: grant.grant, ...authentication.spec } },
      workflows: { main: { use: 'http-request' } },
      plan: situation.plan,
      remedies: [cell.grant === 'client-credentials' ? 'recreate' : 'reconnect'],
      expect: { recovery: 'unaffected', during: 'success' },
    };
  }),
);
