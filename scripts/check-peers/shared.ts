/** Where the reference samples and histories are when they are next to the repository. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared', import.meta.url));

/** Absolute path of the folder, or null when it is absent: tests that need it are then skipped. */
export const sharedDir: string | null = existsSync(folder) ? folder : null;
