/** The n8n that the edits are made for. */
export const SABOTAGED = '2.41.1';
