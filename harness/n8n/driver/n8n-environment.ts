import { dirname, delimiter } from 'node:path';

export interface N8nPorts {
  readonly web: number;
  /** Task-runner broker. */
  readonly broker: number;
}

export interface N8nSettings {
  /** Path of the Node binary that runs n8n. */
  readonly node: string;
  readonly userFolder: string;
  readonly ports: N8nPorts;
  readonly encryptionKey: string;
}

/** n8n asks nobody outside: no telemetry, no update check, no template or banner fetch, no licence renewal. */
const QUIET = {
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_HIRING_BANNER_ENABLED: 'false',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_COMMUNITY_PACKAGES_ENABLED: 'false',
  N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
} as const;

/** Every execution stays in the database whatever the clock says: a clock moved ahead would have them pruned. */
const KEEP_EXECUTIONS = {
  EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
  EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
  EXECUTIONS_DATA_PRUNE: 'false',
} as const;

/**
 * The whole environment of an n8n under test. Of the caller's own only PATH is taken over: an `N8N_…`, a proxy or a
 * `NODE_OPTIONS` of theirs would silently become part of what is tested.
 */
export function n8nEnvironment({ node, userFolder, ports, encryptionKey }: N8nSettings): Readonly<Record<string, string>> {
  return {
    // n8n starts its task runner as plain `node`: that must be the Node it runs on itself.
    PATH: [dirname(node), process.env['PATH'] ?? '/usr/bin:/bin'].join(delimiter),
    HOME: userFolder,
    TZ: 'UTC',
    NO_COLOR: '1',
    N8N_USER_FOLDER: userFolder,
    N8N_ENCRYPTION_KEY: encryptionKey,
    N8N_HOST: '127.0.0.1',
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_PORT: String(ports.web),
    N8N_RUNNERS_BROKER_PORT: String(ports.broker),
    N8N_SECURE_COOKIE: 'false',
    // The level at which n8n says when it refreshes a token.
    N8N_LOG_LEVEL: 'debug',
    ...QUIET,
    ...KEEP_EXECUTIONS,
  };
}
