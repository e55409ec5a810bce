import { useEffect, useState } from 'preact/hooks';

/** Milliseconds since a moment, updated once a second. 0 while time stands still. */
export function useSecondsSince(atMs: number, still = false): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return still ? 0 : Math.max(0, now - atMs);
}
