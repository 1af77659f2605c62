/**
 * In a container job the workspace belongs to a user of the host, so Git refuses to read it ("dubious ownership"): the
 * checked-out branch, tracked files and code owners would not be known. The job runs this repository's code anyway.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
 */
export function trustWorkspace(env: NodeJS.ProcessEnv): void {
  const count = Number(env['GIT_CONFIG_COUNT']) || 0;
  env[`GIT_CONFIG_KEY_${count}`] = 'safe.directory';
  env[`GIT_CONFIG_VALUE_${count}`] = '*';
  env['GIT_CONFIG_COUNT'] = String(count + 1);
}
