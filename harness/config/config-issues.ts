import { scenarioIssues, type ScenarioIssue } from '../plan/scenario-issues.ts';
import { configSchema } from './config-schema.ts';
import type { Config } from './config.ts';
import { keyAdvice } from './key-advice.ts';

/** Everything that is wrong with the value of a configuration, each with its path. */
export function configIssues(value: unknown): readonly ScenarioIssue[] {
  const shape = scenarioIssues(configSchema, value).map(advised);
  const problems = [...shape, ...unreplaced(value)];
  return problems.length > 0 ? problems : doubledNames(value as Config);
}

/** A variable as shells, CI servers and other tools' files write it. */
const VARIABLE = /\$\{\{?\s*(?:env[.:])?([A-Za-z_]\w*)[^}]*\}/;

/**
 * Texts with a variable in them, which nobody replaces. n8n's own settings may be meant as they
 * are.
 */
function unreplaced(value: unknown, path: readonly (string | number)[] = []): ScenarioIssue[] {
  if (typeof value === 'string') {
    const name = VARIABLE.exec(value)?.[1];
    if (name === undefined) return [];
    const message = `'${value}' is taken as it is, variables are not replaced here; in oauth-chaos.config.mts write process.env['${name}'], or give it on the command line`;
    return [{ path: [...path], at: 'value', message }];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => unreplaced(one, [...path, index]));
  if (typeof value !== 'object' || value === null || path.at(-1) === 'env') return [];
  return Object.entries(value).flatMap(([key, one]) => unreplaced(one, [...path, key]));
}

function advised(issue: ScenarioIssue): ScenarioIssue {
  if (issue.at !== 'key' || !issue.message.startsWith('unknown key')) return issue;
  const advice = keyAdvice(String(issue.path.at(-1)), issue.path[0] === 'projects');
  return advice === undefined ? issue : { ...issue, message: advice };
}

const doubledNames = ({ projects = [] }: Config): readonly ScenarioIssue[] =>
  projects.flatMap(({ name }, index) =>
    projects.findIndex((other) => other.name === name) === index
      ? []
      : [
          {
            path: ['projects', index, 'name'],
            at: 'value',
            message: `there is already a project '${name}'; its results could not be told apart`,
          },
        ],
  );
