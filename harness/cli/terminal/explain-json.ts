import { causeById } from '../../symptoms/causes/index.ts';
import type { Pasted } from '../../symptoms/input/pasted.ts';
import type { Explained } from '../../symptoms/match/explain.ts';
import { normalise } from '../../symptoms/normalise.ts';
import type { Symptoms } from '../../symptoms/symptoms.ts';

/** An answer as JSON. It holds nothing of what was pasted but without names and secrets. */
export function explainedJson({
  symptoms,
  pasted,
  explained,
  asked,
}: {
  readonly symptoms: Symptoms;
  readonly pasted: Pasted;
  readonly explained: Explained;
  readonly asked: string | undefined;
}): string {
  const data = {
    schemaVersion: 1,
    known: explained.isKnown,
    read: {
      as: pasted.kind,
      n8n: asked ?? null,
      texts: pasted.errors.map(({ text }) => normalise(text)),
    },
    comparedWith: explained.version,
    recorded: symptoms.recorded,
    explanations: explained.explanations.map(({ symptom, how, likeness, code, causes }) => ({
      text: symptom?.text ?? null,
      code: code ?? null,
      how,
      likeness: Number(likeness.toFixed(2)),
      causes: causes.map(({ known, fits }) => {
        const { shows: _, ...words } = causeById(known.cause) ?? { id: known.cause, shows: null };
        const { cause: _id, ...evidence } = known;
        return { ...words, fits, ...evidence };
      }),
    })),
  };
  return JSON.stringify(data, null, 2);
}
