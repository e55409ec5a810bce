/** What a target can do beyond running workflows. A scenario that needs a missing one is skipped, and says so. */
export const CAPABILITIES = {
  'stored-credential': 'read the stored credential',
  'skew-clock': "move n8n's clock",
  restart: 'restart n8n',
  kill: 'kill n8n without warning',
  log: "read n8n's log",
} as const;

export type Capability = keyof typeof CAPABILITIES;
