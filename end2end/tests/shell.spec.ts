import { expect, expectAccessible, expectAccessibleInBoth, hydrated, people, signIn, test } from "./support/fixtures";

const pages = ["/", "/chat", "/agents", "/settings", "/settings/members", "/account"];

test("every page of an owner breaks no accessibility rule in light or dark @phone", async ({ page }) => {
  await signIn(page, people.olivia);
  for (const path of pages) {
    await page.goto(path);
    await hydrated(page);
    await expectAccessibleInBoth(page);
  }
});

test("nothing is wider than a phone @phone", async ({ page }) => {
  await signIn(page, people.olivia);
  for (const path of pages) {
    await page.goto(path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, path).toBeLessThanOrEqual(0);
  }
});

test("a phone is told of no keys @phone-only", async ({ page }) => {
  await signIn(page, people.olivia);
  const search = page.locator('button[aria-keyshortcuts^="Control+K"]');
  await expect(search).toBeVisible();
  await expect(search.locator("kbd")).toBeHidden();
});

test("a phone folds the filters of the audit log and says how many are set @phone-only", async ({ page }) => {
  await signIn(page, people.olivia);
  await page.goto("/settings/audit");
  const who = page.getByLabel("Who", { exact: true });
  await expect(who).toBeHidden();
  await page.getByText("Filters: none").click();
  await who.fill("olivia");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page).toHaveURL(/actor=olivia/);
  await expect(page.getByText("Filters: 1")).toBeVisible();
});

test("the command palette opens by keyboard and leads to a page", async ({ page }) => {
  await signIn(page, people.olivia);
  await hydrated(page);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("members");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings\/members/);
  await expect(page.getByRole("heading", { name: "Members", level: 1 })).toBeVisible();
  await expect(page.locator("#main")).toBeFocused();
});

test.describe("with a page that is not there", () => {
  test.use({ expectedInConsole: [/status of 404/] });

  test("a page that does not exist says so with its status", async ({ page }) => {
    const response = await page.goto("/no-such-page");
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  test("the operator's pages exist for the operator alone", async ({ page, browser }) => {
    await signIn(page, people.olivia);
    const refused = await page.goto("/god-dashboard/mailbox");
    expect(refused?.status()).toBe(404);
    const operator = await browser.newContext({ baseURL: new URL(page.url()).origin });
    const mailbox = await operator.newPage();
    await signIn(mailbox, people.god);
    const opened = await mailbox.goto("/god-dashboard/mailbox");
    expect(opened?.status()).toBe(200);
    await hydrated(mailbox);
    await expectAccessible(mailbox);
    await operator.close();
  });
});

test.describe("with a page that is refused", () => {
  test.use({ expectedInConsole: [/status of 403/] });

  test("a page that is refused as a whole says so with its status, in one heading", async ({ page }) => {
    await signIn(page, people.mia);
    const refused = ["/settings/plan", "/settings/leave", "/settings/sign-in", "/settings/audit", "/settings/members/invites"];
    for (const path of refused) {
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(403);
      await hydrated(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("You may not see this");
      await expect(page.getByText("An owner of the organisation can change that.")).toBeVisible();
    }
    const readable = await page.goto("/settings/branding");
    expect(readable?.status()).toBe(200);
  });
});

test("an owner changes the settings and sees them in the shell", async ({ page }) => {
  await signIn(page, people.oscar);
  await page.goto("/settings");
  await hydrated(page);
  await page.getByLabel("Name").fill("Northwind Studio");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByText("Northwind Studio").first()).toBeVisible();
});

test("the accent is typed or picked, and both show the same", async ({ page }) => {
  await signIn(page, people.oscar);
  await page.goto("/settings");
  await hydrated(page);
  const [field, swatch] = [page.getByLabel("Accent colour"), page.getByLabel("Choose from a palette")];
  await expect(swatch).toHaveValue(await field.inputValue());
  await field.fill("#0F766E");
  await expect(swatch).toHaveValue("#0f766e");
  await field.fill("#0f");
  await expect(swatch).toHaveValue("#0f766e");
  await swatch.fill("#be185d");
  await expect(field).toHaveValue("#be185d");
});

test("the pages of the settings are one row on a phone, and the form begins soon @phone-only", async ({ page }) => {
  await signIn(page, people.olivia);
  await page.goto("/settings");
  const links = page.getByRole("navigation", { name: "Settings" }).getByRole("link");
  const tops = await links.evaluateAll((all) => all.map((link) => Math.round(link.getBoundingClientRect().top)));
  expect(tops.length).toBeGreaterThan(1);
  expect(new Set(tops).size).toBe(1);
  const form = await page.getByLabel("Name").first().evaluate((field) => field.getBoundingClientRect().top);
  expect(form).toBeLessThan(844 / 2);
});

test("an agent is shaped by its owner, errors stand beside their fields @no-js", async ({ page }) => {
  await signIn(page, people.olivia);
  await page.goto("/agents");
  await page.getByRole("link", { name: "Assistant" }).click();
  await page.getByLabel("Name").fill("Webinar coach");
  await page.getByLabel("Temperature").fill("1.5");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Webinar coach");
  await page.getByLabel("Name").fill("Assistant");
  const saved = page.waitForResponse(/\/api\/agents\/edit/);
  await page.getByRole("button", { name: "Save changes" }).click();
  await saved;
  await expect(page.getByText("Saved.")).toBeVisible();
});

test("every component of the design system is shown and accessible", async ({ page }) => {
  await page.goto("/dev/ui");
  await hydrated(page);
  await expectAccessible(page);
});
