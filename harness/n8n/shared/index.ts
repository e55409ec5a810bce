export { attachToShared, type SharedN8nRequest } from './attach.ts';
export type { AttachedN8n, Outputs } from './attached-n8n.ts';
