/**
 * Stand-in for `k6/http`. In k6 a call waits for its answer; here it is made and its end is told
 * later, which a script that does not look at the answer cannot see.
 */
export interface Ended {
  readonly tookMs: number;
  /** 0 when no answer came, as in k6. */
  readonly status: number;
}

const underWay: Promise<void>[] = [];
let tell: (ended: Ended) => void = () => undefined;

export const follow = (listener: (ended: Ended) => void): void => {
  tell = listener;
};
export const allEnded = async (): Promise<void> => {
  await Promise.all(underWay);
};

export default {
  post(url: string, body: string, { headers }: { readonly headers: Record<string, string> }): void {
    const startedAt = performance.now();
    const ended = (status: number): void => tell({ tookMs: performance.now() - startedAt, status });
    underWay.push(
      fetch(url, { method: 'POST', body, headers }).then(
        async (answer) => {
          await answer.arrayBuffer();
          ended(answer.status);
        },
        () => ended(0),
      ),
    );
  },
};
