import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const tlsCertificateExpired = defineFault({
  name: 'tls/certificate-expired',
  summary: 'The HTTPS address shows a certificate that has expired.',
  actsOn: 'wire',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5'],
  options: lastingOptions({}),
  begin: (fault) => fault.realm.presentCertificate('expired', fault.id),
});
