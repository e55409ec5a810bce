/**
 * Settings of every Postgres we start, as arguments of `postgres`. Its data is thrown away: what a
 * crash of the machine would lose nobody wants back. A commit survives the death of the server all
 * the same.
 */
export const POSTGRES_SETTINGS: readonly string[] = [
  'fsync=off',
  'full_page_writes=off',
  'max_connections=200',
].flatMap((setting) => ['-c', setting]);

/**
 * Lines of every Redis configuration of ours: it keeps what it has over a restart, even when it is
 * killed.
 */
export const redisSettings = (password: string): readonly string[] => [
  `requirepass ${password}`,
  'save ""',
  'appendonly yes',
  'appendfsync no',
];
