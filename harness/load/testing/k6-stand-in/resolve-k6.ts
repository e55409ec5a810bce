import { registerHooks } from 'node:module';

/** Lets a script import the stand-ins for the modules of k6. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('k6/')
      ? { url: import.meta.resolve(`./${specifier.slice(3)}.ts`), shortCircuit: true }
      : next(specifier, context),
});
