import { FILES, type Edit } from '../edit.ts';

/** Who waits for whom while a credential is refreshed. */
export const coordinationEdits: readonly Edit[] = [
  {
    name: 'no-single-flight',
    harm: 'Executions at the same time each spend the same refresh token, and the account is cut off.',
    file: FILES.oauth,
    search: '    return await inFlightRefreshes.run(credentialId, runRefresh, {',
    replace: `    return await runRefresh();
    void ({`,
    near: ['rotation/concurrent-*', 'blast-radius/*', 'client-credentials/concurrent-expiry'],
  },
  {
    name: 'no-second-look-before-refresh',
    harm: 'An execution that still holds the old token refreshes again right after another one did.',
    file: FILES.oauth,
    search: '        if (currentAccessToken !== token.accessToken) {',
    replace: '        if (currentAccessToken === undefined) {',
    near: ['rotation/concurrent-*', 'queue/concurrent-refresh', 'process/two-servers-*'],
    topology: 'queue',
  },
  {
    name: 'in-flight-entry-stays',
    harm: 'After the first refresh every later one returns the same dead token, until a restart.',
    file: FILES.lease,
    search: '            .finally(() => this.inFlight.delete(inFlightKey));',
    replace: '            ;',
    near: ['rotation/second-expiry', 'control/*'],
  },
  {
    name: 'failed-refresh-stays',
    harm: 'One failed refresh is remembered, so the credential stays dead after the outage is over.',
    file: FILES.lease,
    search: '            .finally(() => this.inFlight.delete(inFlightKey));',
    replace: `            .then((result) => {
                this.inFlight.delete(inFlightKey);
                return result;
            });`,
    near: ['outage/*', 'guide/refresh-token-revoked-reconnect', 'reply/no-content'],
  },
  {
    name: 'one-flight-for-all-credentials',
    harm: 'Two credentials that refresh at the same time get the same token, one of them a stranger’s.',
    file: FILES.oauth,
    search: '    return await inFlightRefreshes.run(credentialId, runRefresh, {',
    replace: '    return await inFlightRefreshes.run(ctx.credentialsType, runRefresh, {',
    near: ['blast-radius/*'],
  },
  {
    name: 'waiters-wait-longer',
    harm: 'Every execution that met a refresh in progress is eight seconds slower than it need be.',
    file: FILES.lease,
    search: '            return await inFlight;',
    replace: `            return await inFlight.then(async (result) => {
                await new Promise((resolve) => setTimeout(resolve, 8_000));
                return result;
            });`,
    near: ['rotation/concurrent-*', 'blast-radius/*'],
  },
  {
    name: 'redis-lock-for-all-credentials',
    harm: 'One slow provider holds up the refreshes of every other credential.',
    file: FILES.redisLock,
    search:
      "        const hash = (0, node_crypto_1.createHash)('sha256').update(key).digest('hex');",
    replace:
      "        const hash = (0, node_crypto_1.createHash)('sha256').update(ns).digest('hex');",
    near: ['blast-radius/*', 'queue/*'],
    topology: 'queue',
  },
  {
    name: 'redis-lock-never-released',
    harm: 'The next refresh within half a minute waits ten seconds, then goes on without a lock.',
    file: FILES.redisLock,
    search: '                    await releaseLock();',
    replace: '                    void releaseLock;',
    near: ['rotation/second-expiry', 'queue/concurrent-refresh'],
    topology: 'queue',
  },
  {
    name: 'lease-waits-for-nobody',
    harm: 'A second worker refreshes without the lock, spends the same token, and the account is cut off.',
    file: FILES.oauth,
    search: '        waitTimeoutMs: 10_000,',
    replace: '        waitTimeoutMs: 0,',
    near: ['queue/concurrent-refresh', 'rotation/concurrent-refresh'],
    topology: 'queue',
  },
  {
    name: 'lease-runs-out-at-once',
    harm: 'The lock runs out in mid-refresh, and a second worker spends the same token.',
    file: FILES.redisLock,
    search: "'PX', lease, 'NX');",
    replace: "'PX', 50, 'NX');",
    near: ['queue/concurrent-refresh', 'queue/refresh-slower-than-lock'],
    topology: 'queue',
  },
  {
    name: 'waiters-ask-again-after-a-failed-refresh',
    harm: 'During an outage each waiting execution asks once more, one after the other, and the last one waits for all.',
    file: FILES.lease,
    search: '            return await inFlight;',
    replace: '            return await inFlight.catch(() => this.run(key, fn, options));',
    near: ['revocation/family-revoked', 'outage/token-endpoint-unavailable'],
  },
  {
    name: 'redis-lock-released-by-anybody',
    harm: 'A worker that froze past its lease frees the lock of the one that refreshes now, and a third one joins in.',
    file: FILES.redisLock,
    search: `if redis.call("get", KEYS[1]) == ARGV[1] then
\treturn redis.call("del", KEYS[1])`,
    replace: `if redis.call("exists", KEYS[1]) == 1 then
\treturn redis.call("del", KEYS[1])`,
    near: ['queue/worker-*', 'queue/refresh-slower-than-lock'],
    topology: 'queue',
  },
  {
    name: 'credential-kept-in-memory',
    harm: 'For a minute after somebody connects the account again, executions go on with the dead tokens.',
    file: FILES.credentialsHelper,
    search: '        this.credentialsRepository = credentialsRepository;',
    replace: `        const kept = new Map();
        this.credentialsRepository = {
            findOneByOrFail: async (where) => {
                const known = kept.get(where.id);
                if (known !== undefined && Date.now() - known.at < 60_000)
                    return { ...known.row };
                const row = await credentialsRepository.findOneByOrFail(where);
                kept.set(where.id, { row, at: Date.now() });
                return { ...row };
            },
            update: async (where, changed) => {
                const result = await credentialsRepository.update(where, changed);
                kept.delete(where.id);
                return result;
            },
        };`,
    near: ['guide/refresh-token-revoked-reconnect', 'operator/*', 'revocation/*'],
  },
];
