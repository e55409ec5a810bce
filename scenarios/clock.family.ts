import { defineFamily, execute, heal, inject } from '../harness/index.ts';

/** How far a clock may be off: a minute of drift, a time zone, a day, a dead battery. */
const SHIFTS = { '1m': 'a minute', '1h': 'an hour', '1d': 'a day', '1y': 'a year' } as const;

type Shift = keyof typeof SHIFTS;

/** The life of an access token that is over before the clock of the API is where it should be. */
const SHORTER = { '1m': '30s', '1h': '30m', '1d': '1h', '1y': '1h' } as const;

const WAYS = ['ahead', 'behind'] as const;

const shifts = Object.keys(SHIFTS) as readonly Shift[];

const ofN8n = defineFamily(
  WAYS.flatMap((way) =>
    shifts.map((by) => ({
      name: `clock/n8n-${way}-${by}`,
      title: `n8n's own clock jumps, and runs ${SHIFTS[by]} ${way}`,
      why: `expires_in is a number of seconds (RFC 6749 §5.1), so a clock that is off must neither stop a refresh nor cause one for a token that is still good,
neither at the jump nor when the clock is set right again.`,
      links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.1'],
      workflows: { main: { use: 'http-request' } },
      plan: [
        execute(2),
        inject(`n8n/clock-${way}`, { by }),
        execute(1),
        inject('access-token/expired'),
        execute(1),
        heal(),
        execute(1),
      ],
      remedies: ['sync-clock'],
      expect: { recovery: 'unaffected', during: 'success' },
    })),
  ),
);

const FRESH_TOKEN = { ahead: 'not valid yet', behind: 'already expired' } as const;

const ofProvider = defineFamily(
  WAYS.flatMap((way) =>
    shifts.map((by) => ({
      name: `clock/provider-${way}-${by}`,
      title: `The provider's clock runs ${SHIFTS[by]} ${way} of its API's: every fresh token is ${FRESH_TOKEN[way]}`,
      why: `The API judges exp and nbf by its own clock (RFC 7519 §4.1.4, §4.1.5). The refresh itself succeeds, so it looks as if n8n kept an old token. It may try once,
must not loop, and must work again as soon as the clock is right.`,
      links: ['https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4'],
      realm: { accessTokenFormat: 'jwt', accessTokenTtl: SHORTER[by] },
      workflows: { main: { use: 'http-request' } },
      plan: [
        execute(1),
        inject(`clock/provider-${way}`, { by }),
        inject('access-token/expired'),
        execute(1),
      ],
      remedies: ['sync-clock'],
      expect: { recovery: 'after-remedy', remedy: 'sync-clock', during: 'visible' },
    })),
  ),
);

/** The clock of one side is off, or jumps in mid-run. */
export default [...ofN8n, ...ofProvider];
