import type { Check, Found } from '../check.ts';
import { Looked, spanText } from '../look.ts';
import { told } from '../snapshot/fact.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** Providers and libraries forgive about a minute between two clocks. */
const FORGIVEN_MS = 60_000;

export const clockInSync: Check = {
  name: 'clock-in-sync',
  looksFor: "n8n's clock within a minute of the clock of every token endpoint",
  why: 'A refresh does not need it, since n8n waits for the 401 of the API. Schedules, certificates, signed requests and whatever trusts a stored expiry do.',
  scenario: 'guide/clock-n8n-ahead',
  look(snapshot, { tokenHosts }) {
    const looked = new Looked();
    const hosts = [...hostsOf(snapshot)];
    if ('withheld' in snapshot.credentials)
      looked.add([{ what: 'the clocks of token hosts', because: snapshot.credentials.withheld }]);
    for (const [host, url] of hosts) {
      const ahead =
        'is' in tokenHosts
          ? (tokenHosts.is.get(url) ?? { withheld: 'it was not asked' })
          : tokenHosts;
      const ours = snapshot.clockAheadMs;
      const withheld =
        'withheld' in ours ? ours.withheld : 'withheld' in ahead ? ahead.withheld : undefined;
      if (withheld !== undefined) looked.add([{ what: `the clock of ${host}`, because: withheld }]);
      else looked.add(compared(host, (told(ours) ?? 0) - (told(ahead) ?? 0)));
    }
    return looked;
  },
};

/** One URL of each token host, of those that are known. */
function hostsOf({ credentials }: Snapshot): ReadonlyMap<string, string> {
  const urls = (told(credentials) ?? []).flatMap(({ settings }) => {
    const known = told(settings);
    const url = known === undefined ? undefined : told(known.tokenUrl);
    return url === undefined || url === '' ? [] : [url];
  });
  return new Map(urls.map((url) => [new URL(url).host, url]));
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
