import httpRequest from './http-request.ts';

/**
 * Every workflow template; `use` in a scenario names one. To add one, add a file and an entry here.
 */
export const workflows = [httpRequest] as const;
