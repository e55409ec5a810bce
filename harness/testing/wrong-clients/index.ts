import { connectMistakes } from './connect/index.ts';
import { credentialMistakes } from './credential/index.ts';
import { lifeMistakes } from './life/index.ts';
import { refreshMistakes } from './refresh/index.ts';
import { rowsMistakes } from './rows/index.ts';
import { saveMistakes } from './save/index.ts';
import { secretsMistakes } from './secrets/index.ts';
import { speedMistakes } from './speed/index.ts';
import { textsMistakes } from './texts/index.ts';
import { wireMistakes } from './wire/index.ts';
import { workMistakes } from './work/index.ts';
import { workflowMistakes } from './workflow/index.ts';

export type { WrongClient } from './wrong-client.ts';

/** Every wrong client by name. `fault-was-met` has none: it judges the run, not the client. */
export const wrongClients = {
  ...connectMistakes,
  ...credentialMistakes,
  ...lifeMistakes,
  ...refreshMistakes,
  ...rowsMistakes,
  ...saveMistakes,
  ...secretsMistakes,
  ...speedMistakes,
  ...textsMistakes,
  ...wireMistakes,
  ...workMistakes,
  ...workflowMistakes,
} as const;

export type WrongClientName = keyof typeof wrongClients;
