/** The configuration that `init` writes, with comments to go on from. */
export const configTemplate = `import { defineConfig } from 'n8n-oauth-chaos';

/**
 * Every option of \`oauth-chaos run\` has a key here; an option on the command line goes before it.
 * What comes out, and where each value is from: oauth-chaos config print
 */
export default defineConfig({
  // What is tried: smoke (the quickest, nothing of yours), default, full, or own (only what is in
  // your folders).
  suite: 'smoke',

  // Folders of your own, with scenarios/<theme>/<what>.yaml (or .ts), checkers/<name>.ts and
  // presets/<name>.ts in them.
  own: ['./chaos'],

  // Beside the lines in the terminal, results.json and report.html.
  reporters: ['junit=reports/junit.xml'],

  // Known failures of your own, in the place of those that come with the harness. Make the file
  // with: oauth-chaos baseline update oauth-chaos.baseline.yaml --from latest
  // baseline: './oauth-chaos.baseline.yaml',

  // One workflow of yours in the place of the scenarios' own.
  // workflow: './my-workflow.json',

  // All of them run, one after the other; --project now runs one. Any of these keys may stand in a
  // project: targets, topologies, queueWorkers, env, suite, scenarios, baseline, parallel, repeat.
  projects: [
    { name: 'now', targets: ['latest'] },
    // { name: 'queue', targets: ['latest'], topologies: ['queue'], queueWorkers: 2 },
    // { name: 'debug', targets: ['latest'], env: { N8N_LOG_LEVEL: 'debug' } },
  ],
});
`;
