import httpRequest from './http-request.ts';

/**
 * Workflow templates by the name that `use` takes. A new one is a file and an entry here.
 */
export const workflows = [httpRequest] as const;
