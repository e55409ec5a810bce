/** The node as n8n's editor shows it. */
module.exports = {
  displayName: 'Acme',
  name: 'acme',
  group: ['input'],
  version: 1,
  description: 'Reads orders at Acme',
  defaults: { name: 'Acme' },
  inputs: ['main'],
  outputs: ['main'],
  credentials: [{ name: 'acmeOAuth2Api', required: true }],
  properties: [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.acme.example',
    },
    { displayName: 'Order', name: 'order', type: 'string', default: '={{ $json.id }}' },
  ],
};
