import { dirname, relative, resolve, sep } from 'node:path';
import { refuseImport, refusePackage, roomOf } from './import-rule.ts';

/** The project's own rules for oxlint, which loads this file because `.oxlintrc.json` names it. */
const root = dirname(import.meta.dirname);
const fromRoot = (path: string): string => relative(root, path).split(sep).join('/');

/** The parts of the syntax tree and of the linter that these rules use. */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}
interface Context {
  readonly filename: string;
  readonly sourceCode: { readonly text: string };
  report(problem: { readonly node: Node; readonly message: string }): void;
}
type Visitor = Readonly<Record<string, (node: Node) => void>>;

/**
 * The text of a string literal, or of a template without expressions; undefined for anything else.
 */
function textOf(node: Node | null | undefined): string | undefined {
  if (typeof node?.['value'] === 'string') return node['value'];
  const quasis = node?.['quasis'] as readonly { value: { cooked: string } }[] | undefined;
  return quasis?.length === 1 ? quasis[0]?.value.cooked : undefined;
}

const importRule = {
  create(context: Context): Visitor {
    const file = fromRoot(context.filename);
    const judge = (node: Node, specifier: Node | null | undefined, types: boolean): void => {
      const text = textOf(specifier)?.replace(/[?#].*$/, '');
      if (text === undefined) return;
      const message = refuse(context.filename, file, text, types);
      if (message !== undefined) context.report({ node, message: `${message} (.ci/rooms.ts)` });
    };
    const declaration = (node: Node): void =>
      judge(
        node,
        node['source'] as Node | null,
        node['importKind'] === 'type' || node['exportKind'] === 'type',
      );
    return {
      Program: (node) => {
        if (roomOf(file) === undefined && file.includes('/'))
          context.report({ node, message: `${file} is in no room (.ci/rooms.ts)` });
      },
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (node) => judge(node, node['source'] as Node, false),
      TSImportType: (node) => judge(node, node['source'] as Node, true),
      TSExternalModuleReference: (node) => judge(node, node['expression'] as Node, false),
      CallExpression: (node) => {
        if ((node['callee'] as Node)['name'] === 'require')
          judge(node, (node['arguments'] as readonly Node[])[0], false);
      },
    };
  },
};

function refuse(path: string, file: string, text: string, types: boolean): string | undefined {
  // Examples are projects of users.
  if (/^n8n-oauth-chaos(\/|$)/.test(text) && file.startsWith('examples/')) return undefined;
  if (/^(\/|file:|n8n-oauth-chaos(\/|$))/.test(text))
    return 'files of the project are imported by a relative path';
  if (!/^\.\.?(\/|$)/.test(text)) return refusePackage(file, text);
  return refuseImport(file, fromRoot(resolve(dirname(path), text)), types);
}

/**
 * Refuses comments of more than 100 columns; the formatter handles code. A line with a web address
 * may be longer.
 */
const shortComments = {
  create(context: Context): Visitor {
    return {
      Program: (node) => {
        for (const [index, line] of context.sourceCode.text.split('\n').entries())
          if (line.length > 100 && /^\s*(\/\/|\/\*|\*)/.test(line) && !line.includes('://'))
            context.report({ node, message: `line ${index + 1}: a comment of over 100 columns` });
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { 'import-rule': importRule, 'short-comments': shortComments },
};
