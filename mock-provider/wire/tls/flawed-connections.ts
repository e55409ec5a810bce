/** For each connection to which a flawed certificate was shown, the fault that showed it. */
const faults = new WeakMap<object, string>();

/** Notes that the certificate of this connection has the flaw of a fault. */
export const noteFlaw = (connection: object, fault: string): void => {
  faults.set(connection, fault);
};

/** The fault whose certificate a connection was begun with; undefined when it was a valid one. */
export const flawOf = (connection: object | undefined): string | undefined =>
  connection === undefined ? undefined : faults.get(connection);
