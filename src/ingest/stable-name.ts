/** Takes out of a name what changes from build to build: pinned commits, unique ids, folders of the machine. */

/** @param name as the tool wrote it; no more than its first 4,096 characters are looked at */
export function stableName(name: string): string {
  return name
    .slice(0, 4096)
    .replaceAll(/@[0-9a-f]{40}\b/gi, '')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '*')
    .replaceAll(/\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})\b/gi, '*')
    .replaceAll(
      /(?<![\w.])\/(?:home|Users|tmp|var|private|builds|github\/workspace|__w)\/[^\s:]*\/(?=[^\s/])/g,
      '',
    )
    .trim();
}
