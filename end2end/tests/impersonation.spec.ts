import type { Page } from "@playwright/test";

import { expect, expectAccessible, expectAccessibleInBoth, hydrated, people, signIn, test } from "./support/fixtures";
import { organizationOf, REASON, viewAsOwner, viewOrganizationOf } from "./support/impersonation";

/** Calls a server function as the signed-in person of this page. */
async function call(page: Page, path: string, form: Record<string, string>) {
  const origin = new URL(page.url()).origin;
  const response = await page.request.post(path, { form, headers: { origin } });
  expect(response.ok(), `${path}: ${response.status()}`).toBe(true);
}

test.describe("with pages that are not there", () => {
  test.use({ expectedInConsole: [/status of 40[34]/] });

  test("the operator views an organisation as its owner, under a banner on every page, and finds back @no-js @phone", async ({
    page,
    browser,
    baseURL,
  }) => {
    const organization = await viewOrganizationOf(page, browser, baseURL!, people.oscar);
    const places = ["/", "/chat", "/agents", "/settings", "/settings/members", "/settings/audit", "/account"];
    for (const path of [...places, "/no-such-page", "/god-dashboard/mailbox"]) {
      await page.goto(path);
      const banner = page.getByRole("region", { name: "Viewing as somebody else" });
      await expect(banner, path).toContainText(`Viewing as: ${organization.name}`);
      await expect(banner.getByRole("timer"), path).toHaveText(/^(60:00|\d\d:\d\d)$/);
      await expect(banner.getByRole("button", { name: "Exit impersonation" }), path).toBeVisible();
    }
    await page.getByRole("button", { name: "Exit impersonation" }).click();
    await expect(page).toHaveURL(/\/god-dashboard\/mailbox$/);
    await expect(page.getByText(`Viewing as: ${organization.name}`)).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "Mailbox" })).toBeVisible();
  });
});

test("a slow answer does not lead the operator astray, though their own session ends first", async ({
  page,
  browser,
  baseURL,
}) => {
  const organization = await organizationOf(browser, baseURL!, people.oscar);
  await signIn(page, people.god);
  await page.route("**/api/god/view-as", async (route) => {
    const response = await route.fetch();
    await new Promise((later) => setTimeout(later, 1500));
    await route.fulfill({ response });
  });
  await viewAsOwner(page, organization.id);
  await expect(page.getByText(`Viewing as: ${organization.name}`)).toBeVisible();
  await page.getByRole("button", { name: "Exit impersonation" }).click();
  await expect(page).toHaveURL(/\/god-dashboard/);
});

test("toasts come below the header of the chat, under the banner too @phone", async ({ page, browser, baseURL }) => {
  const below = () =>
    page.evaluate(() => {
      const top = (element: Element | null) => element!.getBoundingClientRect().top;
      // A page that fills the frame begins with a bar of 3 rem.
      return top(document.querySelector(".toasts")) - top(document.querySelector("#main")) - 48;
    });
  await viewOrganizationOf(page, browser, baseURL!, people.oscar);
  await page.goto("/chat");
  await hydrated(page);
  expect(await below()).toBeGreaterThan(0);
});

test("the time left ticks", async ({ page, browser, baseURL }) => {
  await viewOrganizationOf(page, browser, baseURL!, people.oscar);
  await hydrated(page);
  const timer = page.getByRole("timer");
  const first = await timer.textContent();
  await expect(timer).not.toHaveText(first!);
  await page.getByRole("button", { name: "Exit impersonation" }).click();
  await expect(page).toHaveURL(/\/god-dashboard/);
});

test("the organisation reads in its audit log who looked and why", async ({ page, browser, baseURL }) => {
  await viewOrganizationOf(page, browser, baseURL!, people.oscar);
  await page.getByRole("button", { name: "Exit impersonation" }).click();
  await expect(page).toHaveURL(/\/god-dashboard/);
  const context = await browser.newContext({ baseURL });
  const owner = await context.newPage();
  await signIn(owner, people.oscar);
  await owner.goto("/settings/audit?action=impersonation.");
  await expect(owner.getByRole("cell", { name: /Impersonation: start/ }).first()).toBeVisible();
  await expect(owner.getByText(REASON).first()).toBeVisible();
  const [file] = await Promise.all([
    owner.waitForEvent("download"),
    owner.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("audit-log.csv");
  await context.close();
});

test("the operator's pages of viewing and audit break no accessibility rule in light or dark @phone", async ({
  page,
  browser,
  baseURL,
}) => {
  const organization = await organizationOf(browser, baseURL!, people.oscar);
  await signIn(page, people.god);
  for (const path of [`/god-dashboard/view-as?organization=${organization.id}`, "/god-dashboard/audit"]) {
    await page.goto(path);
    await hydrated(page);
    await expectAccessibleInBoth(page);
  }
});

test("the pages under the banner break no accessibility rule in light or dark @phone", async ({
  page,
  browser,
  baseURL,
}) => {
  await viewOrganizationOf(page, browser, baseURL!, people.oscar);
  for (const path of ["/chat", "/settings/audit"]) {
    await page.goto(path);
    await hydrated(page);
    await expectAccessibleInBoth(page);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide, path).toBeLessThanOrEqual(0);
  }
  await page.getByRole("button", { name: "Exit impersonation" }).click();
  await expect(page).toHaveURL(/\/god-dashboard/);
});

test.describe("with a closed organisation", () => {
  test.use({ expectedInConsole: [/status of 410/] });

  test("suspending ends the owner's open page within a second, and resuming opens it again", async ({
    page,
    browser,
    baseURL,
  }) => {
    const organization = await organizationOf(browser, baseURL!, people.oscar);
    const context = await browser.newContext({ baseURL });
    const operator = await context.newPage();
    await signIn(operator, people.god);
    await signIn(page, people.oscar);
    const listening = page.waitForResponse(/\/sse\/session/);
    await page.goto("/agents");
    await hydrated(page);
    await listening;
    try {
      const ends = page.waitForRequest((request) => request.isNavigationRequest(), { timeout: 10_000 });
      await call(operator, "/api/god/suspend", {
        "form[organization]": organization.id,
        "form[reason]": "Unpaid invoice",
      });
      const suspended = Date.now();
      await ends;
      await expect(page.getByRole("heading", { name: "Organisation suspended" })).toBeVisible();
      const loaded = await page.evaluate(() => performance.timeOrigin);
      expect(loaded - suspended).toBeLessThan(1000);
      await expect(page.getByText("Unpaid invoice")).toBeVisible();
      await expectAccessible(page);
    } finally {
      await call(operator, "/api/god/resume", { "form[organization]": organization.id });
      await context.close();
    }
    await page.goto("/agents");
    await expect(page.getByRole("heading", { name: "Agents", level: 1 })).toBeVisible();
  });
});
