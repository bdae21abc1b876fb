// What all specs share: a page that fails on console errors, people to sign in as, an accessibility check.
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

export const PASSWORD = "demo-soloos-2026";

/** The address of a conversation. */
export const CONVERSATION = /\/chat\/[0-9a-f-]{36}/;

/** The address of the home page, where people go by default. */
export const HOME = /^https?:\/\/[^/]+\/$/;

/** The demo's people, two per organisation. */
export const people = {
  god: "god@demo.example",
  olivia: "owner@bright.example",
  mia: "mia@bright.example",
  oscar: "owner@northwind.example",
} as const;

type Fixtures = {
  /** Messages that a test expects in the console, such as the refusal it provokes. */
  expectedInConsole: RegExp[];
};

export const test = base.extend<Fixtures>({
  expectedInConsole: async ({}, use) => use([]),
  page: async ({ page, expectedInConsole }, use) => {
    const wrong: string[] = [];
    const isExpected = (text: string) => expectedInConsole.some((expected) => expected.test(text));
    page.on("console", (message) => {
      const text = message.text();
      if (!["error", "warning"].includes(message.type()) || isExpected(text)) return;
      // Without JavaScript nothing uses the page's preloads.
      if (test.info().project.use.javaScriptEnabled === false && /was preloaded using link preload/.test(text)) return;
      wrong.push(`${message.type()}: ${text} (${message.location().url})`);
    });
    page.on("pageerror", ({ message }) => {
      if (!isExpected(message)) wrong.push(`uncaught: ${message}`);
    });
    await use(page);
    expect(wrong, "the console is clean").toEqual([]);
  },
});

export { expect };

/**
 * Signs in as a form without script does, and opens the page `to`: the chat, where most specs continue. The operator, who
 * has no chat, lands on the dashboard.
 */
export async function signIn(page: Page, email: string, password = PASSWORD, to = "/chat") {
  const form = { "form[email]": email, "form[password]": password, "form[next]": to };
  const headers = { accept: "text/html", "sec-fetch-site": "same-origin" };
  const answer = await page.request.post("/api/account/sign-in", { form, headers, maxRedirects: 0 });
  expect(answer.status(), `${email} signs in`).toBe(302);
  await page.goto(answer.headers()["location"] ?? to);
  await page.waitForURL((url) => [to, "/god-dashboard"].includes(url.pathname));
  await hydrated(page);
}

/** Signs in through the form, as a person does. */
export async function signInByForm(page: Page, email: string, password = PASSWORD, to = "/chat") {
  await page.goto(to === "/" ? "/sign-in" : `/sign-in?next=${to}`);
  await hydrated(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => [to, "/god-dashboard"].includes(url.pathname));
  await hydrated(page);
}

/** Waits until the page listens; without JavaScript there is nothing to wait for. */
export async function hydrated(page: Page) {
  if (await scripted(page)) {
    await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  }
}

async function scripted(page: Page) {
  return test.info().project.use.javaScriptEnabled !== false && !page.isClosed();
}

/** Checks that the page breaks no accessibility rule that a program can check. */
export async function expectAccessible(page: Page) {
  expect(await brokenRules(page)).toEqual([]);
}

/** The same in light and in dark, without loading the page again; ends in light. */
export async function expectAccessibleInBoth(page: Page) {
  const background = () => getComputedStyle(document.documentElement).backgroundColor;
  const light = await page.evaluate(background);
  expect(await brokenRules(page), "in light").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => page.evaluate(background), "the page follows the scheme").not.toBe(light);
  expect(await brokenRules(page), "in dark").toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => page.evaluate(background), "the page follows the scheme").toBe(light);
}

/** The accessibility rules that the page breaks, as far as a program can check them. */
export async function brokenRules(page: Page) {
  // The other mode opens a second page for each check, which only frames of other origins need.
  const isAlone = page.frames().length === 1;
  const results = await new AxeBuilder({ page }).setLegacyMode(isAlone).analyze();
  return results.violations.map(
    (violation) => `${violation.id}: ${violation.help}\n  ${violation.nodes.map((node) => node.html).join("\n  ")}`,
  );
}
