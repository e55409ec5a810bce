import { startProvider } from '../../mock-provider/index.ts';
import { CONNECTIONS, connections, postForm } from './post-form.ts';
import { newRefreshToken } from './servers.ts';

const megabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

/** Measures the start, the heap over a million ledger entries, and making and dropping realms. */
export async function memory(say: (line: string) => void): Promise<void> {
  const startedAt = performance.now();
  await using provider = await startProvider();
  const startMs = performance.now() - startedAt;
  const realm = provider.createRealm('memory', {
    refreshToken: { rotation: 'single-use' },
    accessTokenOnRefresh: 'revoked',
  });
  const client = realm.registerClient('main');
  const ledger = { entries: 0 };
  realm.listen(({ type }) => {
    if (type === 'ledger') ledger.entries += 1;
  });
  const agent = connections();
  const chain = async (): Promise<void> => {
    let refreshToken = await newRefreshToken(realm, client, agent);
    while (ledger.entries < 1_000_000) {
      const answer = await postForm(realm.tokenUrl, agent, {
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: client.id,
        client_secret: client.secret,
      });
      refreshToken = (JSON.parse(answer) as { readonly refresh_token: string }).refresh_token;
    }
  };
  const before = megabytes();
  await Promise.all(Array.from({ length: CONNECTIONS }, chain));
  agent.destroy();
  say(`start of a provider: ${Math.round(startMs)} ms`);
  say(
    `heap over ${ledger.entries} ledger entries: ${before.toFixed(0)} MB before, ${megabytes().toFixed(0)} MB after`,
  );
  const [few, many] = [100, 10_000];
  for (let count = 0; count < few; count += 1)
    provider.dropRealm(provider.createRealm(`few-${count}`).name);
  const afterFew = megabytes();
  for (let count = 0; count < many; count += 1)
    provider.dropRealm(provider.createRealm(`many-${count}`).name);
  say(
    `heap over ${many} realms made and dropped: ${afterFew.toFixed(0)} MB before, ${megabytes().toFixed(0)} MB after`,
  );
}
