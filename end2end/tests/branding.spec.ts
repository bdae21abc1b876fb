import type { Page } from "@playwright/test";

import { expect, expectAccessible, hydrated, people, signIn, test } from "./support/fixtures";
import { drawing, file } from "./support/pictures";

const icon = (page: Page) => page.locator('link[rel="icon"]').getAttribute("href");

/** Without script, the button of the picker sends the file. */
async function send(page: Page, label: RegExp, chosen: ReturnType<typeof file>) {
  const picker = page.getByLabel(label);
  await picker.setInputFiles(chosen);
  const button = page.locator("form").filter({ has: picker }).getByRole("button", { name: "Upload" });
  if (test.info().project.use.javaScriptEnabled === false) await button.click();
}

test.describe.configure({ mode: "serial" });

test("an owner uploads a logo and an icon, and the tab changes without a reload", async ({ page }) => {
  await signIn(page, people.oscar);
  await page.goto("/settings/branding");
  await hydrated(page);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const before = await icon(page);
  await send(page, /^Icon/, file("icon.svg", drawing("#0f766e")));
  await expect(page.getByRole("img", { name: "The icon now" })).toBeVisible();
  await expect.poll(() => icon(page)).toMatch(/^\/brand\/.+\/favicon\?v=\d+$/);
  expect(await icon(page)).not.toBe(before);
  await send(page, /^Logo/, file("logo.svg", drawing("#4f46e5")));
  await expect(page.getByRole("img", { name: "The logo now" })).toBeVisible();
  await expect(page.locator("[popovertarget=org-switcher] img").first()).toBeVisible();
  expect(await page.evaluate(() => "stayed" in window), "the page was not loaded again").toBe(true);
  const served = await page.request.get((await icon(page))!);
  expect(served.headers()["content-type"]).toBe("image/png");
  await expectAccessible(page);
});

test("words of welcome greet where a conversation begins", async ({ page }) => {
  await signIn(page, people.oscar);
  await page.goto("/settings/branding");
  await hydrated(page);
  await page.getByLabel("Words of welcome").fill("Good to see you. Ask away.");
  await page.getByRole("button", { name: "Save words" }).click();
  await expect(page.getByText("Your words are saved.")).toBeVisible();
  await page.goto("/chat");
  await expect(page.getByText("Good to see you. Ask away.")).toBeVisible();
});

test.describe("with a refusal in the console", () => {
  test.use({ expectedInConsole: [/status of 4\d\d/] });

  test("a file that is no plain picture is refused in words that help", async ({ page }) => {
    await signIn(page, people.oscar);
    await page.goto("/settings/branding");
    await hydrated(page);
    await send(page, /^Logo/, file("logo.svg", drawing("#4f46e5", "<script>alert(1)</script>")));
    await expect(page.getByText(/holds a script/)).toBeVisible();
    await send(page, /^Logo/, file("logo.png", Buffer.from("GIF89a")));
    await expect(page.getByText(/no PNG, JPEG, WebP, SVG or ICO/)).toBeVisible();
    await expectAccessible(page);
  });
});

test("a file that is too large is not sent at all", async ({ page }) => {
  await signIn(page, people.oscar);
  await page.goto("/settings/branding");
  await hydrated(page);
  let sent = false;
  page.on("request", (request) => (sent ||= request.url().includes("/uploads/")));
  await send(page, /^Logo/, file("logo.png", Buffer.alloc(9 * 1024 * 1024)));
  await expect(page.getByText(/larger than 8 MB/)).toBeVisible();
  expect(sent).toBe(false);
});

test("an upload works without JavaScript @no-js", async ({ page }) => {
  await signIn(page, people.oscar);
  await page.goto("/settings/branding");
  await send(page, /^Icon/, file("icon.svg", drawing("#b91c1c")));
  await expect(page.getByText("Your picture is saved.")).toBeVisible();
  await send(page, /^Logo/, file("logo.svg", Buffer.from("no drawing")));
  await expect(page.getByText(/no PNG, JPEG, WebP, SVG or ICO/)).toBeVisible();
});

test("a person's own picture stands in the menu @phone", async ({ page }) => {
  await signIn(page, people.mia);
  await page.goto("/account");
  await hydrated(page);
  await send(page, /^Your picture/, file("me.svg", drawing("#be185d")));
  await expect(page.getByText("Your picture is saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Account menu/ }).locator("img")).toBeVisible();
  await page.goto("/settings/members");
  await page.getByRole("row").filter({ hasText: "(you)" }).getByRole("link").click();
  await expect(page.getByRole("main").locator('img[src^="/people/"]')).toBeVisible();
});

test("a member is offered no change of the branding that they may not make @no-js", async ({ page }) => {
  await signIn(page, people.mia);
  await page.goto("/settings/branding");
  await expect(page.getByText("Only owners and admins can change the branding.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Change it in the settings" })).toHaveCount(0);
});

test("an owner takes everything along", async ({ page }) => {
  await signIn(page, people.oscar);
  await page.goto("/settings/leave");
  await hydrated(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Export everything" }).click();
  const link = page.getByRole("link", { name: "Download" }).first();
  await expect(link).toBeVisible({ timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^northwind-agency-\d{4}-\d\d-\d\d\.zip$/);
});

for (const path of ["/settings/branding", "/settings/leave"]) {
  test(`${path} breaks no accessibility rule in the dark @phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await signIn(page, people.oscar);
    await page.goto(path);
    await hydrated(page);
    await expectAccessible(page);
  });
}
