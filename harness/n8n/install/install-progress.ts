import type { InstallPhase, OnInstallProgress } from './installed-n8n.ts';

export type ReportPhase = (phase: InstallPhase, packages?: number) => void;

const INTERVAL_MS = 200;

/** Reports each new phase at once, and the progress within a phase a few times per second. */
export function progressTo(
  version: string,
  onProgress: OnInstallProgress,
  now: () => number = () => performance.now(),
): ReportPhase {
  const startedAt = now();
  let lastPhase: InstallPhase | undefined;
  let lastAt = -Infinity;
  return (phase, packages) => {
    const at = now();
    if (phase === lastPhase && at - lastAt < INTERVAL_MS) return;
    lastPhase = phase;
    lastAt = at;
    onProgress({
      version,
      phase,
      elapsedMs: Math.round(at - startedAt),
      ...(packages === undefined ? {} : { packages }),
    });
  };
}
