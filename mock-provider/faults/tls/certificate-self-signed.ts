import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const tlsCertificateSelfSigned = defineFault({
  name: 'tls/certificate-self-signed',
  summary: 'The HTTPS address shows a certificate that no authority has signed.',
  actsOn: 'wire',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc5280#section-6.1'],
  options: lastingOptions({}),
  begin: (fault) => fault.realm.presentCertificate('self-signed', fault.id),
});
