/** Lets an example import the library's sources by the package's name. */
import { registerHooks } from 'node:module';

const library = new URL('../../../src/index.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'build-telemetry' ? library : specifier, context),
});
