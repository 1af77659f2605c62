/** Locations where CI services, containers and people keep a checkout: folders that say nothing about their files. */

const dir = String.raw`[^\\/\s:*?"'<>|()[\]]+`;
const sep = String.raw`[\\/]`;
/** The folders before the significant one, on Windows with a drive; without a limit a long text takes too long. */
const above = `(?:[A-Za-z]:)?(?:${sep}${dir}){0,40}?`;
const drive = `[A-Za-z]:${sep}`;
const homes = `${sep}(?:home|Users)`;

const path = (...parts: readonly string[]): string => parts.map((part) => `${part}${sep}`).join('');

/** Each ends with a separator. More specific patterns come first. */
const checkouts: readonly string[] = [
  // GitHub and Azure: hosted, self-hosted, in a container, and on Windows.
  `${above}${sep}${path('_work', dir, dir)}`,
  `(?:[A-Za-z]:)?${homes}${sep}${path('(?:runner|vsts|vssadministrator)', 'work', dir, dir)}`,
  `${sep}${path('__w', dir, dir)}`,
  `${sep}${path('github', 'workspace')}`,
  `${drive}${path('a', dir, dir)}`,
  // GitLab: a folder for each runner and slot, or the container's.
  `${above}${sep}${path('builds', dir, String.raw`\d+`, dir, dir)}`,
  // Buildkite.
  `${above}${sep}${path('buildkite(?:-agent)?', 'builds', dir, dir, dir)}`,
  `${sep}${path('workspace', 'build', 'buildkite')}`,
  `${sep}${path('builds', dir, dir)}`,
  // Jenkins: `@2` is the second parallel build of a job; a job may be in folders.
  `${above}${sep}workspace${sep}(?:${dir}${sep}){0,4}?[^\\\\/\\s:@]+@(?:\\d+|tmp|script)${sep}`,
  `${above}${sep}[\\w.-]*[Jj]enkins[\\w.-]*${sep}(?:agent${sep})?${path('workspace', dir)}`,
  // CircleCI, Travis, AppVeyor, Semaphore, CodeShip, sourcehut.
  `(?:[A-Za-z]:)?${homes}${sep}${path('(?:circleci|distiller|semaphore)', dir)}`,
  `${sep}${path('root', '(?:project|repo)')}`,
  `(?:[A-Za-z]:)?${homes}${sep}${path('travis', 'build', dir, dir)}`,
  `${drive}${path('projects', dir)}`,
  `${homes}${sep}${path('rof', '(?:clone|src)')}`,
  `${homes}${sep}${path('build', dir)}`,
  // Bitbucket, Drone, Woodpecker, Harness.
  `${sep}${path('opt', 'atlassian', 'pipelines', 'agent', 'build')}`,
  `${sep}${path('(?:drone|bitrise)', 'src')}`,
  `${sep}${path('harness')}`,
  `${sep}${path('woodpecker', 'src', dir, dir, dir)}`,
  // TeamCity, Bamboo, GoCD, AWS CodeBuild, Codefresh.
  `${above}${sep}${path('work', '[0-9a-f]{12,16}')}`,
  `${above}${sep}${path('xml-data', 'build-dir')}(?:\\d+${sep})?${path(dir)}`,
  `${above}${sep}${path('go(?:data|-agent[\\w-]*)?', 'pipelines', dir)}`,
  `${sep}${path('codebuild', 'output', dir, 'src')}(?:${path('(?:github|gitlab|bitbucket)\\.\\w+', dir, dir)})?`,
  `${sep}${path('codefresh', 'volume', dir)}`,
  // Netlify, Vercel, Render, Xcode Cloud, Bitrise, Codemagic.
  `${sep}${path('opt', 'build', 'repo')}`,
  `${sep}${path('vercel', 'path\\d+')}`,
  `${sep}${path('opt', 'render', 'project', 'src')}`,
  `${sep}${path('Volumes', 'workspace', 'repository')}`,
  `${sep}${path('Users', 'vagrant', 'git')}`,
  `${sep}${path('Users', 'builder', 'clone')}`,
  // Codespaces and other containers; a route such as `/workspace/list` does not match.
  `${sep}${path('workspaces', dir)}`,
  String.raw`/workspace/(?=[^\s:]*\.[A-Za-z]\w{0,4}\b)`,
  // Where Bazel runs an action.
  `${above}${sep}${path('execroot', dir)}`,
];

/** Everything in a person's home folder. */
const people: readonly string[] = [
  `${sep}(?:home|Users|root)${sep}(?:${dir}${sep})?`,
  `${drive}Users${sep}${dir}${sep}`,
];

const boundary = '(?<![A-Za-z0-9.~-])';

/** Each pattern contains one of these folders: most texts need no further check. */
export const mayHaveRoot =
  /[\\/](?:a|_?work|__w|workspaces?|builds?|home|Users|root|projects?|pipelines|src|xml-data|output|volume|path\d+|repo|repository|git|clone|execroot|harness|te?mp|T|C|_temp|T(?:emp|EMP)|shm)[\\/]/;
export const checkoutRoot = new RegExp(`${boundary}(?:${checkouts.join('|')})`, 'g');
export const homeRoot = new RegExp(`${boundary}(?:${people.join('|')})`, 'g');

const tempFolders: readonly string[] = [
  `(?:/private)?/var/folders/${dir}/${dir}/[TC]`,
  `(?:/private)?(?:/var|/mnt/${dir}|/opt/${dir}|/data)?/(?:tmp|temp)`,
  `/dev/shm`,
  `${above}${sep}_temp`,
  `${drive}(?:Users${sep}${dir}${sep}AppData${sep}Local${sep}|${dir}${sep})?(?:Temp|TEMP|temp|tmp)`,
];

/** A path in a folder for temporary files; `rest` is the part after that folder. */
export const temporaryPath = new RegExp(
  `${boundary}(?:${tempFolders.join('|')})${sep}(?<rest>[^\\s:*?"'<>|()[\\],;]+)`,
  'g',
);
