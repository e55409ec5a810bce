import { defineFamily, execute, heal, inject, observe, wait } from '../harness/index.ts';

/** What a reader of the reply must make of it. */
const MUST = {
  /** Something usable is there all the same, or may stand for itself: the run must work. */
  work: { recovery: 'unaffected', during: 'success' },
  /**
   * The run works, or it shows what is wrong; the grant is good, so with the next proper reply all
   * is well.
   */
  survive: { recovery: 'automatic', within: '5s', during: 'visible' },
  /** Nothing on the client's side can tell, so an operator has to help, and has to be told. */
  reconnect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
} as const;

type Must = keyof typeof MUST;

const AND_SO: Readonly<Record<Must, string>> = {
  work: 'The run has to work, and so has the one after the next expiry.',
  survive:
    'The run may fail where people see it; nothing stored may be lost by it, and after the next proper reply all is well.',
  reconnect: 'The run may fail where people see it, and connecting the account again has to help.',
};
type Judgement = readonly [must: Must, because: string];

/** The ways in which a field can be wrong, and how it is told in a title. */
const WAYS = {
  absent: 'leaves out',
  empty: 'gives an empty text for',
  null: 'gives null for',
  'wrong-type': 'gives another JSON type for',
  doubled: 'gives twice, the second time of no use,',
  nested: 'gives within an object of its own',
} as const;

type Way = keyof typeof WAYS;

const TWICE =
  "No parameter may be in a reply more than once (RFC 6749 §3.2), and which of two a JSON parser takes is anybody's guess (RFC 8259 §4).";
const REQUIRED = 'The field is required; many clients take Bearer for granted.';
const IGNORED =
  'What a client does not know in a reply it must ignore (RFC 6749 §5.1), so this says the same as a field that is left out.';

/** The fields of a token reply (RFC 6749 §5.1), and what each way of being wrong must come to. */
const FIELDS: Readonly<
  Record<string, { readonly field: Field; readonly ways: Readonly<Record<Way, Judgement>> }>
> = {
  'access-token': {
    field: 'access_token',
    ways: {
      absent: ['survive', 'A reply without an access token is no success.'],
      empty: ['survive', 'An empty text is no access token (RFC 6750 §2.1).'],
      null: [
        'survive',
        'Who stores it has nothing left to call the API with, and asks nobody any more, although the grant is alive.',
      ],
      'wrong-type': ['survive', 'A number is no access token.'],
      doubled: ['survive', TWICE],
      nested: ['survive', 'A reply without an access token where it belongs is no success.'],
    },
  },
  'refresh-token': {
    field: 'refresh_token',
    ways: {
      absent: ['work', 'A refresh need not bring a new refresh token (§6): the old one stays.'],
      empty: ['work', 'An empty text is no token (§1.5): the old one stays.'],
      null: [
        'work',
        'A serialiser that writes null for what is not there says the same as one that leaves it out (§6): the old one stays.',
      ],
      'wrong-type': [
        'survive',
        'A number is no refresh token: who stores it dies with the next expiry.',
      ],
      doubled: ['reconnect', TWICE],
      nested: ['work', IGNORED],
    },
  },
  'token-type': {
    field: 'token_type',
    ways: {
      absent: ['survive', REQUIRED],
      empty: ['survive', REQUIRED],
      null: ['survive', REQUIRED],
      'wrong-type': [
        'survive',
        'A client must not use a token whose type it does not understand (§7.1).',
      ],
      doubled: ['survive', TWICE],
      nested: ['survive', REQUIRED],
    },
  },
  'expires-in': {
    field: 'expires_in',
    ways: {
      absent: [
        'work',
        'The field is recommended, not required: the API tells when a token has ended.',
      ],
      empty: ['survive', 'An empty text is no number of seconds.'],
      null: ['survive', 'Null is no number of seconds.'],
      'wrong-type': ['work', 'A number of seconds as a text is common, and says what it means.'],
      doubled: ['survive', TWICE],
      nested: ['work', IGNORED],
    },
  },
  scope: {
    field: 'scope',
    ways: {
      absent: ['work', 'The field is optional when the scope is the one that was asked for.'],
      empty: ['survive', 'An empty text is no scope (§3.3).'],
      null: ['survive', 'Null is no scope (§3.3).'],
      'wrong-type': ['survive', 'A number is no scope (§3.3).'],
      doubled: ['survive', TWICE],
      nested: ['work', IGNORED],
    },
  },
};

type Field = 'access_token' | 'refresh_token' | 'token_type' | 'expires_in' | 'scope';

const SOURCE = 'https://www.rfc-editor.org/rfc/rfc6749#section-5.1';

/** What people reported of some of them. */
const REPORTS: Readonly<Record<string, readonly string[]>> = {
  'access-token-null': [
    'https://github.com/n8n-io/n8n/issues/16917',
    'https://github.com/n8n-io/n8n/issues/18413',
  ],
  'access-token-absent': ['https://github.com/n8n-io/n8n/issues/29434'],
};

/** When two tokens came within a second, nobody can tell whose end is stored. */
const APART = wait('1500ms');

/** The reply to one refresh is wrong in one field; after it the provider is as it should be. */
export default defineFamily(
  Object.entries(FIELDS).flatMap(([name, { field, ways }]) =>
    (Object.keys(WAYS) as Way[]).map((way) => {
      const [must, because] = ways[way];
      return {
        name: `reply/${name}-${way}`,
        title: `A refresh ${WAYS[way]} ${field}`,
        why: `${because} RFC 6749 §5.1 says what a token reply holds. ${AND_SO[must]}`,
        links: [SOURCE, ...(REPORTS[`${name}-${way}`] ?? [])],
        workflows: { main: { use: 'http-request' } },
        plan: [
          execute(2),
          ...(field === 'expires_in' ? [APART] : []),
          inject(`reply/field-${way}`, { field }),
          inject('access-token/expired'),
          execute(2),
          heal(),
          observe({ for: '5s' }),
        ],
        remedies: ['reconnect'],
        expect: MUST[must],
      };
    }),
  ),
);
