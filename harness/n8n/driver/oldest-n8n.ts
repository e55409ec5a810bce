/** The oldest n8n version with which every REST call of the harness was tested. */
export const OLDEST_N8N = '1.72.0';
