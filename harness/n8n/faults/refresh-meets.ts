import type { TargetFaultContext } from './define-target-fault.ts';

/** Counts a fault of the database as met when a refresh is answered under it: saving the new tokens is what n8n does next. */
export function metByNextRefresh({ realm, undo, met }: TargetFaultContext, note: string): void {
  let told = false;
  const stop = realm.hold('refresh-answered', async () => {
    if (!told) met(note);
    told = true;
  });
  undo(async () => stop());
}
