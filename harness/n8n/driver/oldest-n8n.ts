/** The oldest n8n with which every call of the harness was seen to work. */
export const OLDEST_N8N = '1.72.0';
