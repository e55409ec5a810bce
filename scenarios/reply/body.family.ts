import {
  defineFamily,
  execute,
  heal,
  inject,
  observe,
  wait,
  type Step,
} from '../../harness/index.ts';

const MUST = {
  /** What the reply says can be read all the same. */
  work: { recovery: 'unaffected', during: 'success' },
  /** It may be read or not; the grant is good, so with the next proper reply all is well. */
  survive: { recovery: 'automatic', within: '5s', during: 'visible' },
} as const;

interface Body {
  readonly title: string;
  readonly why: string;
  readonly link: string;
  readonly must: keyof typeof MUST;
  readonly fault: Step;
}

const RFC8259 = 'https://www.rfc-editor.org/rfc/rfc8259';
const RFC6749 = 'https://www.rfc-editor.org/rfc/rfc6749#section-5.1';

/** What the whole of a token reply looks like, or how long it says that a token lives. */
const BODIES: Readonly<Record<string, Body>> = {
  'with-bom': {
    title: 'begins with a byte order mark',
    why: 'JSON must not begin with one, and a reader may ignore it or take it for an error (RFC 8259 §8.1).',
    link: `${RFC8259}#section-8.1`,
    must: 'survive',
    fault: inject('reply/bom', { times: 1 }),
  },
  'as-text': {
    title: 'is JSON that calls itself plain text',
    why: 'The label is wrong (RFC 6749 §5.1) and the content is not; some servers label everything so.',
    link: RFC6749,
    must: 'survive',
    fault: inject('reply/content-type', { times: 1, as: 'text' }),
  },
  'as-html': {
    title: 'is JSON that calls itself a page',
    why: 'The label is wrong (RFC 6749 §5.1) and the content is not; it is what frameworks say by default.',
    link: RFC6749,
    must: 'survive',
    fault: inject('reply/content-type', { times: 1, as: 'html' }),
  },
  'as-form': {
    title: 'is form-encoded',
    why: 'RFC 6749 §5.1 demands JSON, and some providers answer as a form unless they are asked for JSON.',
    link: RFC6749,
    must: 'survive',
    fault: inject('reply/content-type', { times: 1, as: 'form' }),
  },
  'without-type': {
    title: 'has no content type',
    why: 'A recipient may then look at the data to find out what it is (RFC 9110 §8.3).',
    link: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.3',
    must: 'survive',
    fault: inject('reply/content-type', { times: 1, as: 'none' }),
  },
  empty: {
    title: 'is 200 with nothing in it',
    why: 'A success without an access token is none (RFC 6749 §5.1): nothing of it may be stored.',
    link: RFC6749,
    must: 'survive',
    fault: inject('reply/empty-body', { times: 1 }),
  },
  huge: {
    title: 'is a megabyte long, of white space mostly',
    why: 'White space after a value has no meaning (RFC 8259 §2), and a reader may have a limit (§9).',
    link: `${RFC8259}#section-9`,
    must: 'survive',
    fault: inject('reply/huge-body', { times: 1 }),
  },
  'cut-off': {
    title: 'lacks its last brace',
    why: 'A value that does not end is none (RFC 8259 §2). What can be read of it are tokens: they must not be quoted anywhere.',
    link: `${RFC8259}#section-2`,
    must: 'survive',
    fault: inject('reply/not-json', { times: 1, as: 'cut' }),
  },
  'after-a-warning': {
    title: 'begins with a warning of the server that wrote it',
    why: 'Text before JSON is no JSON (RFC 8259 §2). What follows are tokens: they must not be quoted anywhere.',
    link: `${RFC8259}#section-2`,
    must: 'survive',
    fault: inject('reply/not-json', { times: 1, as: 'noise-before' }),
  },
  'before-a-comment': {
    title: 'has a comment of the server behind it',
    why: 'Text after JSON is no JSON (RFC 8259 §2). What comes before are tokens: they must not be quoted anywhere.',
    link: `${RFC8259}#section-2`,
    must: 'survive',
    fault: inject('reply/not-json', { times: 1, as: 'noise-after' }),
  },
  'form-as-json': {
    title: 'is form-encoded and calls itself JSON',
    why: 'It is neither what it says nor what RFC 6749 §5.1 demands. Its tokens must not be quoted anywhere.',
    link: RFC6749,
    must: 'survive',
    fault: inject('reply/not-json', { times: 1, as: 'form' }),
  },
  'in-latin1': {
    title: 'has a letter that is no UTF-8',
    why: 'JSON is UTF-8 (RFC 8259 §8.1). The tokens are plain letters and can be read all the same; a refused reply must not damage what is stored.',
    link: `${RFC8259}#section-8.1`,
    must: 'survive',
    fault: inject('reply/not-utf8', { times: 1, as: 'latin1' }),
  },
  'in-utf16': {
    title: 'is JSON in UTF-16',
    why: 'JSON is UTF-8 (RFC 8259 §8.1): this one cannot be read, and nothing of it may be stored.',
    link: `${RFC8259}#section-8.1`,
    must: 'survive',
    fault: inject('reply/not-utf8', { times: 1, as: 'utf16le' }),
  },
  'lives-for-text': {
    title: 'gives the seconds of its life as a text',
    why: 'A number in quotes is common, and says what it means.',
    link: RFC6749,
    must: 'work',
    fault: inject('reply/expires-in', { times: 1, as: 'string' }),
  },
  'lives-for-unsaid': {
    title: 'does not say how long the token lives',
    why: 'The field is recommended, not required (RFC 6749 §5.1): the API tells when a token has ended.',
    link: RFC6749,
    must: 'work',
    fault: inject('reply/expires-in', { times: 1, as: 'absent' }),
  },
  'lives-for-zero': {
    title: 'says that the token lives for no second',
    why: 'The token works. Whoever goes by the number alone refreshes at every call, and the API is what knows.',
    link: RFC6749,
    must: 'survive',
    fault: inject('reply/expires-in', { times: 1, as: 'zero' }),
  },
  'lives-for-negative': {
    title: 'says that the token ended an hour ago',
    why: 'The token works. Whoever goes by the number alone refreshes at every call, and the API is what knows.',
    link: RFC6749,
    must: 'survive',
    fault: inject('reply/expires-in', { times: 1, as: 'negative' }),
  },
  'lives-for-ages': {
    title: 'says that the token lives for longer than a date can tell',
    why: 'The moment cannot be computed; the token works all the same, and the API tells when it has ended.',
    link: RFC6749,
    must: 'survive',
    fault: inject('reply/expires-in', { times: 1, as: 'huge' }),
  },
};

/** When two tokens came within a second, nobody can tell whose end is stored. */
const APART = wait('1500ms');

/** The reply to one refresh is unusual as a whole; after it the provider is as it should be. */
export default defineFamily(
  Object.entries(BODIES).map(([name, { title, why, link, must, fault }]) => ({
    name: `reply/body-${name}`,
    title: `The reply to a refresh ${title}`,
    why: `${why} The grant is as good as before, so a run may fail at most where people see it.`,
    links: [link],
    workflows: { main: { use: 'http-request' } },
    plan: [
      execute(2),
      ...(name.startsWith('lives-for-') ? [APART] : []),
      fault,
      inject('access-token/expired'),
      execute(2),
      heal(),
      observe({ for: '5s' }),
    ],
    remedies: ['reconnect'],
    expect: MUST[must],
  })),
);
