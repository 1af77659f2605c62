/**
 * A folder with a receipt, if all of its files were written by one process that was alone.
 * A process leaves a claim there while it writes; a receipt beside a claim is invalid. The last to end of several
 * that wrote at the same time sees a claim of another, or misses its own, so that none of them leaves a receipt.
 */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renameWhenFree } from './durable-file.ts';
import { makeFolder } from './make-folder.ts';

const receiptName = 'receipt.json';
const claimName = /^writing-[\da-f-]+$/;

/** @returns null without a valid receipt. */
export async function readReceiptText(folder: string): Promise<string | null> {
  if ((await listClaims(folder)).length > 0) return null;
  return await readFile(join(folder, receiptName), 'utf8').catch(() => null);
}

/** Whether a folder has a receipt, or a claim to become one. */
export async function hasReceipt(folder: string): Promise<boolean> {
  return (await listNames(folder)).some((name) => name === receiptName || claimName.test(name));
}

/** Called before the first file is written. @throws for any fault of the file system */
export async function claimFolder(folder: string): Promise<string> {
  const claim = `writing-${randomUUID()}`;
  makeFolder(folder);
  await writeFile(join(folder, claim), '');
  return claim;
}

/**
 * Called after the last file was written.
 * @returns false, without a receipt: other processes were writing too, or ended without releasing the folder.
 * @throws for any fault of the file system
 */
export async function releaseFolder(folder: string, claim: string, receipt: string): Promise<boolean> {
  const others = (await listClaims(folder)).filter((name) => name !== claim);
  if (others.length === 0 && (await becomeReceipt(folder, claim, receipt))) return true;
  // The own claim last: until then no receipt is valid.
  for (const name of [...others, receiptName, claim]) await rm(join(folder, name), { force: true });
  return false;
}

/** @returns false if another process has removed the claim. */
async function becomeReceipt(folder: string, claim: string, receipt: string): Promise<boolean> {
  try {
    // `r+` creates no file.
    await writeFile(join(folder, claim), receipt, { flag: 'r+' });
    await renameWhenFree(join(folder, claim), join(folder, receiptName));
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw cause;
  }
}

async function listClaims(folder: string): Promise<string[]> {
  return (await listNames(folder)).filter((name) => claimName.test(name));
}

async function listNames(folder: string): Promise<string[]> {
  return await readdir(folder).catch(() => []);
}
