/** Headless Chromium for tests and pictures. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** How long a test waits for a page, on a busy machine. */
export const patienceMs = 120_000;

const cache = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));

/** Unpacks the browser once, instead of into the temporary folder of each run, as its package does. */
export async function unpackChromium(): Promise<string> {
  const { TMPDIR } = process.env;
  mkdirSync(cache, { recursive: true });
  process.env['TMPDIR'] = cache;
  try {
    return await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
}

/** A browser without network services of its own; null when it cannot run on this machine. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser | null> {
  try {
    return await playwright.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? (await unpackChromium()),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...more,
      ],
      headless: true,
    });
  } catch (error) {
    if (process.env['CI'] !== undefined) throw error;
    return null;
  }
}
