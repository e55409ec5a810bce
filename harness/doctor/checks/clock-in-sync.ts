import type { Check, Found } from '../check.ts';
import { Looked, nameOf, spanText, type Seen } from '../look.ts';
import { told, withheld, type Fact } from '../snapshot/fact.ts';
import type { CredentialFacts } from '../snapshot/snapshot.ts';
import type { TokenHosts } from '../token-hosts.ts';

/** Providers and libraries forgive about a minute between two clocks. */
const FORGIVEN_MS = 60_000;

export const clockInSync: Check = {
  name: 'clock-in-sync',
  looksFor: "n8n's clock within a minute of the clock of every token endpoint",
  why: 'A refresh does not need it, since n8n waits for the 401 of the API. Schedules, certificates, signed requests and whatever trusts a stored expiry do.',
  scenario: 'guide/clock-n8n-ahead',
  look({ credentials, clockAheadMs }, { tokenHosts }) {
    const looked = new Looked();
    if ('withheld' in credentials)
      looked.add([{ what: 'the clocks of token hosts', because: credentials.withheld }]);
    const urls = (told(credentials) ?? []).map((one) => ({ one, url: tokenUrlOf(one) }));
    for (const { one, url } of urls)
      if ('withheld' in url)
        looked.add([{ what: `the token host of ${nameOf(one)}`, because: url.withheld }]);
    for (const url of oneOfEachHost(urls.flatMap(({ url }) => told(url) ?? [])))
      looked.add(judged(url, clockAheadMs, aheadOf(url, tokenHosts)));
    return looked;
  },
};

const tokenUrlOf = ({ settings }: CredentialFacts): Fact<string> =>
  'is' in settings ? settings.is.tokenUrl : settings;

/** A generic credential may have none yet. */
const oneOfEachHost = (urls: readonly string[]): Iterable<string> =>
  new Map(urls.filter((url) => url !== '').map((url) => [new URL(url).host, url])).values();

const aheadOf = (url: string, tokenHosts: TokenHosts): Fact<number> =>
  'is' in tokenHosts ? (tokenHosts.is.get(url) ?? withheld('it was not asked')) : tokenHosts;

function judged(url: string, ours: Fact<number>, theirs: Fact<number>): Seen {
  const { host } = new URL(url);
  const unseen = (because: string): Seen => [{ what: `the clock of ${host}`, because }];
  if ('withheld' in ours) return unseen(ours.withheld);
  return 'withheld' in theirs ? unseen(theirs.withheld) : compared(host, ours.is - theirs.is);
}

function compared(host: string, aheadMs: number): readonly Found[] {
  if (Math.abs(aheadMs) < FORGIVEN_MS) return [];
  return [
    {
      severity: 'warning',
      what: `n8n's clock is ${spanText(aheadMs)} ${aheadMs > 0 ? 'ahead of' : 'behind'} the provider's.`,
      where: { host },
      todo: 'Synchronise the clock of the machine that runs n8n (NTP); if that one is right, tell the provider.',
    },
  ];
}
