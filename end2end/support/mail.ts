// The letters that the portal has sent: files in a folder, as it writes them where no mail server is configured.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const FOLDER = process.env.PORTOLAN_MAIL ?? 'data/mail';

export interface Letter {
  readonly heads: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** RFC 2047, as far as our own mailer writes it: UTF-8 in base64. */
function decodedWords(head: string): string {
  const joined = head.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, word: string) => Buffer.from(word, 'base64').toString('utf8'));
}

/** Undoes the encoding of one part of a message. */
function decodedPart(part: string): string {
  const [heads = '', ...rest] = part.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/base64/i.test(heads)) {
    return Buffer.from(body, 'base64').toString('utf8');
  }
  if (/quoted-printable/i.test(heads)) {
    const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)));
    return Buffer.from(bytes, 'latin1').toString('utf8');
  }
  return body;
}

function read(file: string): Letter {
  const message = readFileSync(join(FOLDER, file), 'utf8');
  const end = message.indexOf('\r\n\r\n');
  const heads = message.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const head = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(heads)?.[1] ?? '';
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(heads)?.[1] ?? '';
  const parts = message.slice(end).split(`--${boundary}`).map((part) => part.replace(/^\r\n/, ''));
  const part = (kind: string) => decodedPart(parts.find((one) => one.includes(`Content-Type: ${kind}`)) ?? '');
  return {
    heads,
    to: head('To'),
    subject: decodedWords(head('Subject')),
    text: part('text/plain'),
    html: part('text/html'),
  };
}

/** All letters to an address, oldest first. */
export function lettersTo(address: string): Letter[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.eml')).sort();
  return files.map(read).filter((letter) => letter.to.includes(address));
}

/** Waits for a letter to an address that says something. */
export async function letterTo(address: string, says: string): Promise<Letter> {
  const found = () => lettersTo(address).find((letter) => letter.subject.includes(says) || letter.text.includes(says));
  await expect.poll(() => found() !== undefined, { message: `a letter to ${address} that says ${says}` }).toBe(true);
  return found() as Letter;
}
