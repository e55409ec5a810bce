const description = require('../acme-description.js');

/** Leaves tokens to n8n, which refreshes them, stores the new ones, and repeats the call. */
class Acme {
  description = description;

  async execute() {
    const results = [];
    for (const [item] of this.getInputData().entries()) {
      const url = `${this.getNodeParameter('baseUrl', item)}/items/${this.getNodeParameter('order', item)}`;
      const json = await this.helpers.httpRequestWithAuthentication.call(this, 'acmeOAuth2Api', {
        url,
      });
      results.push({ json, pairedItem: { item } });
    }
    return [results];
  }
}

module.exports = { Acme };
