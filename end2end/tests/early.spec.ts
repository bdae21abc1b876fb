// What people do before the code of the page has loaded.
import type { Page } from "@playwright/test";

import { CONVERSATION, expect, hydrated, people, signIn, test } from "./support/fixtures";
import { viewOrganizationOf } from "./support/impersonation";
import { drawing, file } from "./support/pictures";

// The code is delayed for longer than the browser allows between a preload and its use.
test.use({ expectedInConsole: [/was preloaded using link preload/] });

/** Delays the code of the next page; returns a function that releases it and waits for hydration. */
async function keepAsleep(page: Page): Promise<() => Promise<void>> {
  let awaken = () => {};
  const awake = new Promise<void>((resolve) => (awaken = resolve));
  await page.route(/\/pkg\/.+\.(js|wasm)$/, async (route) => {
    await awake;
    await route.continue();
  });
  return async () => {
    const listens = page.waitForRequest("**/sse/session**");
    awaken();
    await listens;
    await new Promise((later) => setTimeout(later, 1000));
  };
}

test("an exit pressed before the page listens leads back, however slow its answer is", async ({
  page,
  browser,
  baseURL,
}) => {
  await viewOrganizationOf(page, browser, baseURL!, people.oscar);
  const awaken = await keepAsleep(page);
  await page.route("**/api/god/exit-view", async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    // The page is hydrated and learns that the view has ended.
    await awaken();
    await route.fulfill({ response });
  });
  await page.reload({ waitUntil: "commit" });
  await page.getByRole("button", { name: "Exit impersonation" }).click({ noWaitAfter: true });
  await expect(page).toHaveURL(/\/god-dashboard\/mailbox$/);
  await expect(page.getByRole("heading", { name: "Mailbox" })).toBeVisible();
});

test("a message sent before the page listens arrives once and is no draft afterwards", async ({ page }) => {
  await signIn(page, people.mia);
  const text = `Early ${Date.now()}`;
  const awaken = await keepAsleep(page);
  await page.route(
    "**/api/chat/send",
    async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      await awaken();
      // Pressed again, now that the page is hydrated.
      await page.keyboard.press("Enter");
      await expect.poll(() => page.url()).toMatch(CONVERSATION);
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  await page.goto("/chat", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: /message/i }).fill(text);
  const landed = page.waitForResponse((answer) => answer.request().isNavigationRequest() && CONVERSATION.test(answer.url()));
  await page.getByRole("button", { name: "Send message" }).click({ noWaitAfter: true });
  await landed;
  await page.waitForLoadState();
  await expect(page).toHaveURL(CONVERSATION);
  await expect(page.getByRole("article").last().getByText(/tokens in/)).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(2);
  await page.goto("/chat");
  await hydrated(page);
  await expect(page.getByRole("textbox", { name: /message/i })).toHaveValue("");
  await expect(page.getByRole("link", { name: text })).toHaveCount(1);
});

test("what is typed and chosen before the page listens is heard once it does", async ({ page }) => {
  await signIn(page, people.god);
  const awaken = await keepAsleep(page);
  await page.goto("/god-dashboard", { waitUntil: "commit" });
  await page.getByRole("searchbox", { name: /^Search by name/ }).fill("northwind");
  await page.getByRole("combobox", { name: "State" }).selectOption("live");
  await awaken();
  await expect(page).toHaveURL(/q=northwind/);
  await expect(page).toHaveURL(/state=live/);
  await expect(page.getByRole("link", { name: /^Northwind/ })).toBeVisible();
});

test("a picture chosen before the page listens is sent once it does", async ({ page }) => {
  await signIn(page, people.olivia);
  const awaken = await keepAsleep(page);
  await page.goto("/settings/branding", { waitUntil: "commit" });
  await page.getByLabel(/^Logo/).setInputFiles(file("logo.svg", drawing("#0f766e")));
  const sent = page.waitForResponse("**/uploads/logo");
  await awaken();
  expect((await sent).ok()).toBe(true);
  await expect(page.getByRole("img", { name: "The logo now" })).toBeVisible();
});
