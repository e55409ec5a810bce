import type { Edit } from '../edit.ts';
import { connectEdits } from './connect.ts';
import { coordinationEdits } from './coordination.ts';
import { credentialEdits } from './credential.ts';
import { engineEdits } from './engine.ts';
import { formEdits } from './forms.ts';
import { refreshEdits } from './refresh.ts';
import { saveEdits } from './save.ts';
import { textEdits } from './texts.ts';
import { replyEdits, wireEdits } from './wire.ts';
import { lifeEdits, workEdits } from './work.ts';

/** Every edit of n8n 2.41.1. */
export const edits: readonly Edit[] = [
  ...refreshEdits,
  ...coordinationEdits,
  ...saveEdits,
  ...wireEdits,
  ...replyEdits,
  ...connectEdits,
  ...textEdits,
  ...workEdits,
  ...lifeEdits,
  ...formEdits,
  ...credentialEdits,
  ...engineEdits,
];
