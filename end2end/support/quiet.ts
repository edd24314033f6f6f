// A page that complains in the console is broken, whatever it shows: hydration faults, refused resources, panics.
import { expect, test, type BrowserContext } from '@playwright/test';

/** Listens to all pages of `contexts` that it is told of, and tells in the end whether they kept quiet. */
export class Noise {
  private readonly heard: string[] = [];
  /**
   * With scripts off nobody uses the preloaded WebAssembly, and Chromium says so on every page that stays open. None of our
   * code runs then: an error without a word and without a place is Chromium's, which leaves a page while it preloads.
   */
  private readonly expected: RegExp[] =
    test.info().project.use.javaScriptEnabled === false
      ? [/\.wasm was preloaded using link preload but not used/, /^uncaught: $/]
      : [];

  listen(context: BrowserContext): void {
    context.on('console', (message) => {
      if (['error', 'warning', 'assert'].includes(message.type())) {
        this.heard.push(`${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (fault) => this.heard.push(`uncaught: ${fault.error().stack ?? fault.error().message}`));
  }

  /** A complaint that belongs to this story, such as the browser's own line about a page answered with 404. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Fails the test for everything that was heard and not expected. */
  check(): void {
    const surprises = this.heard.filter((line) => !this.expected.some((pattern) => pattern.test(line)));
    expect(surprises, 'the console stays quiet').toEqual([]);
  }
}
