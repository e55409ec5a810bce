import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const tlsCertificateWrongHost = defineFault({
  name: 'tls/certificate-wrong-host',
  summary: 'The HTTPS address shows a certificate for another host.',
  actsOn: 'wire',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc6125#section-6'],
  options: lastingOptions({}),
  begin: (fault) => fault.realm.presentCertificate('wrong-host', fault.id),
});
