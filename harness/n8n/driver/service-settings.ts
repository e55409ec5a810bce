/**
 * Settings of every Postgres that the harness starts, as arguments of `postgres`. They do not
 * protect the data against a crash of the machine, because the data is thrown away anyway. A
 * committed transaction still survives a kill of the server.
 */
export const POSTGRES_SETTINGS: readonly string[] = [
  'fsync=off',
  'full_page_writes=off',
  'max_connections=200',
].flatMap((setting) => ['-c', setting]);

/**
 * Lines of the configuration of every Redis that the harness starts. Its data survives a restart,
 * even after a kill.
 */
export const redisSettings = (password: string): readonly string[] => [
  `requirepass ${password}`,
  'save ""',
  'appendonly yes',
  'appendfsync no',
];
