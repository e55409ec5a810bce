import { shards, type CiTemplate } from './template.ts';

/** What each job does first. */
const prepared = (install: string): string => `      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: ${install}
`;

const text = (install: string): string => `name: oauth-chaos
on:
  workflow_dispatch:
  schedule:
    - cron: '17 3 * * *'
permissions:
  contents: read
jobs:
  shard:
    strategy:
      fail-fast: false
      matrix:
        shard: [${shards.join(', ')}]
    runs-on: ubuntu-latest
    timeout-minutes: 60
    # What all shards have found is judged once, by merge.
    continue-on-error: true
    steps:
${prepared(install)}      - uses: ./node_modules/n8n-oauth-chaos
        with:
          shard: \${{ matrix.shard }}

  merge:
    needs: shard
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
${prepared(install)}      - uses: actions/download-artifact@v4
        with:
          path: shards
          pattern: oauth-chaos-shard-*
      - run: npx --no-install oauth-chaos merge shards --output merged --reporter junit --reporter markdown
      - run: cat merged/report.md >> "$GITHUB_STEP_SUMMARY"
        if: \${{ !cancelled() }}
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with:
          name: oauth-chaos
          path: merged
`;

export const github: CiTemplate = { path: '.github/workflows/oauth-chaos.yml', text };
