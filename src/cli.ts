#!/usr/bin/env node
/** The command line's entry: runs it and exits with its code. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 15)) {
  process.stderr.write(
    `error: Build Telemetry needs Node.js 22.15 or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org.\n`,
  );
  process.exit(2);
}

// Before anything is loaded. If the cache folder cannot be written, Node continues without it.
process.getBuiltinModule('node:module').enableCompileCache();

// A reader that closes the pipe (`| head`) is not an error. A full disk is, but not a failed check.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(0);
  process.stderr.write(`error: Standard output cannot be written: ${message}.\n`);
  process.exit(2);
});
// Nobody reads the messages any more: the exit code still has to be that of the command.
process.stderr.on('error', () => {});
// No top-level await: see action.ts.
import('./commands/run-command-line.ts')
  .then(({ runCommandLine }) => runCommandLine(process.argv.slice(2)))
  .then(
    (code) => {
      process.exitCode = code;
    },
    ({ code, message, stack }: NodeJS.ErrnoException) => {
      // The message for a missing package contains the install command: scripts/outside-modules.ts.
      const isBug = code !== 'MODULE_NOT_FOUND';
      const bug = 'Build Telemetry crashed. This is a bug: please report it with these lines.';
      process.stderr.write(isBug ? `error: ${bug}\n${stack ?? message}\n` : `error: ${message}\n`);
      // 1 would mean that a check failed.
      process.exitCode = 2;
    },
  );
