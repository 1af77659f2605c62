/** The home folder in paths that no shell expanded: `--history=~/x`, inputs, the configuration file. */

const { homedir } = process.getBuiltinModule('node:os');

/** A leading `~`, alone or before a slash, is the home folder. */
export function expandHome(path: string): string {
  return path.replace(/^~(?=[\\/]|$)/, () => homedir());
}
