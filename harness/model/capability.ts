/**
 * What a target may be able to do beyond running workflows. When a target lacks a capability that a
 * scenario needs, the harness skips the scenario and reports what is missing.
 */
export const CAPABILITIES = {
  'stored-credential': 'read the stored credential',
  browser: "open n8n's editor in a browser (a Chromium, and the package playwright-core)",
  disconnect: 'disconnect the account from a credential',
  'skew-clock': "move n8n's clock",
  log: "read n8n's log",
  https: "call the provider by https, with an authority of the harness's own",
  sender: 'tell which of its processes sent a request',
  restart: 'restart n8n',
  kill: 'kill a process of n8n without warning',
  pause: 'stop a process of n8n for a while (SIGSTOP)',
  database: "reach into n8n's database: lock it, slow it down, make it refuse to write",
  'database-server': 'stop and start the database server',
  'second-process': 'start a second n8n on the same database, without a queue',
  'execute-command': 'run `n8n execute` beside the server',
  lookups: 'make n8n wait for the address of a name, or not find it',
  'other-key': 'start n8n with another encryption key',
  'other-version': 'exchange the version of n8n on the data that it has',
  variables: 'give n8n environment variables that expressions may read',
  workers: 'run executions on several workers',
  locks: "watch n8n's locks in Redis",
  redis: 'stop and start Redis',
} as const;

export type Capability = keyof typeof CAPABILITIES;
