import type { DiagnosisPlace } from '../../harness/model/diagnosis.ts';

/** Where a finding is: `workflow "Invoices" (id x7), node "Get orders", parameters.url`. */
export function placeText({
  workflow,
  node,
  parameter,
  credential,
  host,
  n8n,
}: DiagnosisPlace): string {
  return [
    workflow === undefined ? [] : `workflow "${workflow.name}" (${workflow.id})`,
    node === undefined ? [] : `node "${node}"`,
    parameter ?? [],
    credential === undefined ? [] : `credential "${credential.name}" (${credential.id})`,
    host ?? [],
    n8n === undefined ? [] : `n8n ${n8n}`,
  ]
    .flat()
    .join(', ');
}
