import { checkers } from '../check/checkers/index.ts';
import type { Vocabulary } from '../plan/catalog.ts';
import { remedies } from '../run/remedies/index.ts';
import { workflows } from '../workflows/index.ts';

/** Everything that the scenarios of this repository can name. */
export const vocabulary: Vocabulary = { checkers, remedies, workflows };
