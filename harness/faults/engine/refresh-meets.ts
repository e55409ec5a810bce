import type { TargetFaultContext } from './define-target-fault.ts';
import { holdCarriedOut } from './hold-carried-out.ts';

/**
 * Records that a database fault was met when n8n tries to save the tokens of a refresh, which it
 * does after the answer. This is the refresh that defined the moment when its answer is still to
 * come; otherwise it is the next refresh that is answered with tokens.
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
