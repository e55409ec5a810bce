import { isDeepStrictEqual } from 'node:util';
import type { Capability } from '../../model/capability.ts';
import { globMatcher } from '../../model/glob.ts';
import { isLadder, remedyName, writtenRemedies } from '../../model/remedy.ts';
import type { CredentialSpec } from '../../model/scenario.ts';
import type { DefinedScenario } from '../defined-scenario.ts';
import type { PlanStep } from '../steps/index.ts';
import type { AnyFaultName } from './coverage.ts';
import type { Finder } from './finder.ts';

type Values = Readonly<Record<string, unknown>>;

/** True when all that is wanted is there, also below; what is there besides does not matter. */
function includes(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted))
    return isDeepStrictEqual(value, wanted);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(wanted).every(([key, one]) => includes((value as Values)[key], one));
}

const told = (values: Values): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');

/** The faults that a scenario injects, each with its options. */
const injected = ({ plan }: DefinedScenario) =>
  plan.flatMap((step) => (step.do === 'inject' ? [step] : []));

/** Scenarios that inject a fault, with these options. */
export const fault = (name: AnyFaultName, options: Values = {}): Finder => ({
  told: Object.keys(options).length === 0 ? name : `${name} (${told(options)})`,
  finds: (scenario) =>
    injected(scenario).some((step) => step.fault === name && includes(step.options ?? {}, options)),
});

/** Scenarios that inject any fault of a pattern: `wire/*`. */
export const anyFault = (pattern: string): Finder => {
  const matches = globMatcher(pattern);
  return {
    told: pattern,
    finds: (scenario) => injected(scenario).some((step) => matches(step.fault)),
  };
};

/** Scenarios of a name, or of a pattern of names: `queue/*`. */
export const named = (pattern: string): Finder => {
  const matches = globMatcher(pattern);
  return { told: `scenario ${pattern}`, finds: ({ name }) => matches(name) };
};

/** Scenarios with a workflow made of a template, with these options. */
export const template = (use: string, options: Values = {}): Finder => ({
  told: `workflow ${told({ use, ...options }).replace('use ', '')}`,
  finds: ({ workflows }) =>
    Object.values(workflows).some((spec) => includes(spec, { use, ...options })),
});

/** Scenarios with a workflow that has these options, whatever its template. */
export const workflow = (options: Values): Finder => ({
  told: `workflow with ${told(options)}`,
  finds: ({ workflows }) => Object.values(workflows).some((spec) => includes(spec, options)),
});

/** Scenarios with at least so many workflows on one credential. */
export const workflowsOnOneCredential = (least: number): Finder => ({
  told: `${least} workflows on one credential`,
  finds: ({ workflows }) =>
    [
      ...Map.groupBy(Object.values(workflows), ({ credential = 'main' }) => credential).values(),
    ].some(({ length }) => length >= least),
});

/** Scenarios whose plan has a step of a kind, with these options. */
export const step = (kind: PlanStep['do'], options: Values = {}): Finder => ({
  told: `step ${kind}${Object.keys(options).length === 0 ? '' : ` (${told(options)})`}`,
  finds: ({ plan }) => plan.some((one) => one.do === kind && includes(one, options)),
});

/** Scenarios in which a fault comes at least so often, one after the other. */
export const repeated = (name: AnyFaultName, times: number): Finder => ({
  told: `${name}, ${times} times`,
  finds: (scenario) => injected(scenario).filter((one) => one.fault === name).length >= times,
});

/** Scenarios with a credential of this kind. */
export const credential = (spec: CredentialSpec): Finder => ({
  told: `credential with ${told(spec)}`,
  finds: ({ credentials = {} }) => Object.values(credentials).some((one) => includes(one, spec)),
});

/** Scenarios whose realm is set like this. */
export const realm = (settings: NonNullable<DefinedScenario['realm']>): Finder => ({
  told: `realm with ${told(settings)}`,
  finds: (scenario) => includes(scenario.realm ?? {}, settings),
});

/** Scenarios that need a capability. */
export const needs = (capability: Capability): Finder => ({
  told: `needs ${capability}`,
  finds: ({ requires = [] }) => requires.includes(capability),
});

/** Scenarios that carry a row of the guide out, with a fix in which a word stands. */
export const guide = (cause: string, fix = ''): Finder => ({
  told: fix === '' ? `cause '${cause}'` : `cause '${cause}', fix '${fix}'`,
  finds: (scenario) => scenario.guide?.cause === cause && scenario.guide.fix.includes(fix),
});

/** Scenarios that try all remedies in turn, the lightest first. */
export const ladderOfRemedies: Finder = {
  told: 'ladder of remedies',
  finds: ({ remedies }) => isLadder(remedies),
};

/** Scenarios with a remedy. */
export const remedy = (name: string): Finder => ({
  told: `remedy ${name}`,
  finds: ({ remedies }) =>
    !isLadder(remedies) && writtenRemedies(remedies).some((one) => remedyName(one) === name),
});

/** Scenarios with this expectation. */
export const expects = (values: Values): Finder => ({
  told: `expects ${told(values)}`,
  finds: ({ expect }) => includes(expect, values),
});

/** Scenarios that a checker judges: all that do not leave it out. */
export const judgedBy = (checker: string): Finder => ({
  told: `judged by ${checker}`,
  checker,
  finds: ({ expect }) => !Object.hasOwn(expect.without ?? {}, checker),
});
