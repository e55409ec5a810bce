import { expect, it } from 'vitest';
import { ownSample } from '../workflows/own/testing/own-sample.ts';
import { ownWorkflowHead, ownWorkflowParts } from './own-workflow-words.ts';

const told = { ...ownSample().told, asked: { workflow: 'several-credentials.json' } };

it('tells what was changed first, and every node once', () => {
  const parts = ownWorkflowParts({
    ...told,
    leftOut: [
      { scenario: 'a/one', because: 'it is about loops' },
      { scenario: 'a/two', because: 'it is about loops' },
    ],
  });
  expect(ownWorkflowHead(told)).toBe(
    "Workflow 'Sync contacts to the CRM' of several-credentials.json (a download of the editor, 13 nodes)",
  );
  expect(parts.map(({ heading, lines }) => [heading, lines.length])).toEqual([
    ['3 nodes: calls the provider instead of its own API', 3],
    ['1 node: its place is taken by the start of the run', 1],
    ['1 node: gives its pinned data instead of running', 1],
    ['3 nodes: hands on what it gets instead of running', 3],
    ['3 nodes: runs as it is', 3],
    ['2 nodes: is not part of the run', 2],
    ['Credentials', 2],
    ['Also', told.notes.length],
    ['2 scenarios left out, since the workflow does not fit', 1],
  ]);
  expect(parts.at(-1)?.lines).toEqual(['it is about loops: a/one, a/two']);
});

it('says of a node that is rewired what it would have called, and how often it calls', () => {
  const nodes = told.nodes.map((node) => (node.fate === 'rewired' ? { ...node, calls: 2 } : node));
  expect(ownWorkflowParts({ ...told, nodes })[0]?.lines[2]).toBe(
    "'Ask for the owner' (graphql): instead of https://graph.crm.example/graphql, with 'CRM account', 2 calls in each run",
  );
});

it('names a dozen of two thousand nodes', () => {
  const [, , , kept] = told.nodes;
  const nodes = Array.from({ length: 2_000 }, () => kept).filter((node) => node !== undefined);
  const [part] = ownWorkflowParts({ ...told, nodes });
  expect(part?.lines).toHaveLength(13);
  expect(part?.lines.at(-1)).toBe('and 1988 more, all of them in results.json');
});
