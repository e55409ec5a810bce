import type { Order } from '../model/order.ts';

/** The orders that wait for a workflow which looks for its work, the oldest first. */
export class Orders {
  readonly #waiting: Order[] = [];

  /** Lets an order wait until it is taken, or the result is disposed. */
  place(order: Order): Disposable {
    this.#waiting.push(order);
    return {
      [Symbol.dispose]: () => {
        const index = this.#waiting.indexOf(order);
        if (index >= 0) this.#waiting.splice(index, 1);
      },
    };
  }

  /** Takes the oldest order away; undefined when none waits. */
  take(): Order | undefined {
    return this.#waiting.shift();
  }
}
