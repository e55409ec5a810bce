import type { WrongClient } from '../wrong-client.ts';
import { GivesCredentialToItsUser } from './gives-credential-to-its-user.ts';
import { NamesCredentialAfterAccount } from './names-credential-after-account.ts';
import { SavesIntoEveryRow } from './saves-into-every-row.ts';
import { UndoesARename } from './undoes-a-rename.ts';
import { WritesIntoWorkflow } from './writes-into-workflow.ts';

/** Mistakes that change what no connect, refresh or save has any business in. */
export const rowsMistakes = {
  'saves-into-every-row': {
    create: () => new SavesIntoEveryRow(),
    caughtBy: 'other-rows-unchanged',
    caughtIn: 'control/expired-access-token',
  },
  'names-credential-after-account': {
    create: () => new NamesCredentialAfterAccount(),
    caughtBy: 'other-rows-unchanged',
    caughtIn: 'control/no-fault',
  },
  'gives-credential-to-its-user': {
    create: () => new GivesCredentialToItsUser(),
    caughtBy: 'other-rows-unchanged',
    caughtIn: 'control/expired-access-token',
  },
  'undoes-a-rename': {
    create: () => new UndoesARename(),
    caughtBy: 'other-rows-unchanged',
    caughtIn: 'operator/edits-during-refresh',
  },
  'writes-into-workflow': {
    create: () => new WritesIntoWorkflow(),
    caughtBy: 'other-rows-unchanged',
    caughtIn: 'control/expired-access-token',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
