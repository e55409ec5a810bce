import type { Backend } from '../backend/backend.ts';

/** An answer of `explain` that has no recorded failures to look into. */
export const nothingKnown: Backend['explain'] = async (text) => ({
  symptoms: { schemaVersion: 1, recorded: [], symptoms: [] },
  pasted: { kind: 'text', errors: [{ text, beside: [], statuses: [], times: 1 }], whole: text },
  explained: { explanations: [], version: '2.41.1', isKnown: false },
});
