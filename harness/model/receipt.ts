const RECEIPT = /^[0-9a-f]{16}$/;

/**
 * The receipt in what a workflow gave for an item (the API's answer, or its body), if it has one.
 * Nothing else is taken for one, so that no text of the client gets into a history.
 */
export function receiptOf(output: unknown): string | undefined {
  if (typeof output !== 'object' || output === null) return undefined;
  if (!('receipt' in output)) return 'body' in output ? receiptOf(output.body) : undefined;
  const { receipt } = output;
  return typeof receipt === 'string' && RECEIPT.test(receipt) ? receipt : undefined;
}
