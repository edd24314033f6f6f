// The portal's own sentences, read from app/src/words: a test names a control as its users do, and never by a copy that
// could grow stale. `account.rs` with `const SIGN_IN: Word = Word("登录", "Sign in")` is the key `account.SIGN_IN`.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export type Lang = 'zh' | 'en';
/** Gives the sentence of a key, its `{places}` filled. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

type Sentence = Record<Lang, string>;

const FOLDER = join(import.meta.dirname, '../../app/src/words');
const TEXT = String.raw`"((?:[^"\\]|\\.)*)"`;
const CONSTANT = new RegExp(String.raw`const (\w+): Word\s*=\s*Word\(\s*${TEXT},\s*${TEXT},?\s*\);`, 'gs');

/** What Rust's escapes stand for: `\n`, `\"`, `\u{2019}`, and a line end that is taken up with the blanks after it. */
function unescaped(text: string): string {
  return text
    .replace(/\\\n\s*/g, '')
    .replace(/\\u\{(\w+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}

function readAll(): Map<string, Sentence> {
  const sentences = new Map<string, Sentence>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.rs'))) {
    for (const [, name, zh = '', en = ''] of readFileSync(join(FOLDER, file), 'utf8').matchAll(CONSTANT)) {
      sentences.set(`${basename(file, '.rs')}.${name}`, { zh: unescaped(zh), en: unescaped(en) });
    }
  }
  return sentences;
}

const sentences = readAll();

/** The sentences of one language. An unknown key is a mistake of the test and throws. */
export function saying(lang: Lang): Say {
  return (key, values = {}) => {
    const sentence = sentences.get(key);
    if (!sentence) {
      throw new Error(`no sentence ${key} in app/src/words`);
    }
    return Object.entries(values).reduce((text, [place, value]) => text.replace(`{${place}}`, `${value}`), sentence[lang]);
  };
}
