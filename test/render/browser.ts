/** Headless Chromium for tests and pictures. */
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A browser without network services of its own; null when it cannot run on this machine. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser | null> {
  try {
    return await playwright.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? (await chromium.executablePath()),
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
