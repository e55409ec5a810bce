import { scenarioIssues, type ScenarioIssue } from '../plan/scenario-issues.ts';
import { configSchema } from './config-schema.ts';
import type { Config } from './config.ts';
import { keyAdvice } from './key-advice.ts';

/** Everything that is wrong with the value of a configuration, each with its path. */
export function configIssues(value: unknown): readonly ScenarioIssue[] {
  const shape = scenarioIssues(configSchema, value).map(advised);
  return shape.length > 0 ? shape : doubledNames(value as Config);
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
