/** The home folder in paths that no shell expanded: `--history=~/x`, inputs, the configuration file. */

/** A leading `~`, alone or before a slash, is the home folder; without one it stays, as in a shell. */
export function expandHome(path: string): string {
  return path.replace(/^~(?=[\\/]|$)/, () => findHome() || '~');
}

/** A container may run as a user that its system does not know: Node.js throws then. */
function findHome(): string {
  try {
    return process.getBuiltinModule('node:os').homedir();
  } catch {
    return '';
  }
}
