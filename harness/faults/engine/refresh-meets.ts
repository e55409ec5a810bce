import type { TargetFaultContext } from './define-target-fault.ts';
import { holdCarriedOut } from './hold-carried-out.ts';

/**
 * Counts a fault of the database as met by the save of a refresh's tokens, which is what n8n does
 * once it has its answer: by that of the refresh that gave the moment, where its answer is still to
 * come, or else by the next one that is answered with tokens.
 */
export function metAtSave(
  context: TargetFaultContext,
  when: string,
  words: { readonly struckBeforeAnswer: string; readonly during: string },
): void {
  if (when === 'refresh-answered')
    context.met(
      `${words.struckBeforeAnswer} after a refresh was carried out and before it was answered`,
    );
  else metByNextRefresh(context, `a refresh was answered while ${words.during}`);
}

function metByNextRefresh({ realm, undo, met }: TargetFaultContext, note: string): void {
  let told = false;
  const stop = holdCarriedOut(realm, async () => {
    if (!told) met(note);
    told = true;
  });
  undo(async () => stop());
}
