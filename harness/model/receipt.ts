const RECEIPT = /^[0-9a-f]{16}$/;

/**
 * The receipt in what a workflow gave for an item (the body of the API's answer), if it has one.
 * Nothing else is taken for one, so that no text of the client gets into a history.
 */
export function receiptOf(output: unknown): string | undefined {
  if (typeof output !== 'object' || output === null || !('receipt' in output)) return undefined;
  const { receipt } = output;
  return typeof receipt === 'string' && RECEIPT.test(receipt) ? receipt : undefined;
}
