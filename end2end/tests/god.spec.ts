import { expect, expectAccessible, expectAccessibleInBoth, hydrated, people, signIn, test } from "./support/fixtures";

const dashboard = "/god-dashboard";

test("the operator finds an organisation while typing, and the address keeps the search @phone", async ({ page }) => {
  await signIn(page, people.god);
  await page.goto(dashboard);
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1, name: "Organisations" })).toBeVisible();
  await page.getByLabel(/^Search by name/).pressSequentially("northw");
  await expect(page).toHaveURL(/q=northw/);
  await expect(page.getByRole("link", { name: "Bright Coaching" })).toBeHidden();
  await expect(page.getByRole("link", { name: /^Northwind/ })).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(page.getByLabel(/^Search by name/)).toHaveValue("northw");
  await page.getByLabel(/^Search by name/).fill("owner@bright");
  await expect(page.getByRole("link", { name: "Bright Coaching" })).toBeVisible();
});

test("search, filters and sorting are a plain form and plain links @no-js", async ({ page }) => {
  await signIn(page, people.god);
  await page.goto(dashboard);
  await page.getByLabel(/^Search by name/).fill("bright");
  await page.locator('select[name="state"]').selectOption("live");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/q=bright/);
  await expect(page.getByRole("link", { name: "Bright Coaching" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Northwind/ })).toBeHidden();
  await page.getByRole("link", { name: "Members" }).first().click();
  await expect(page).toHaveURL(/sort=members/);
});

test("no name and no label of the list is cut to a piece without a sign of it", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await signIn(page, people.god);
  await page.goto(`${dashboard}?q=bright`);
  await hydrated(page);
  const pieces = await page.locator("figure > p > span:nth-child(2)").evaluateAll((boxes) =>
    boxes.filter((box) => {
      const around = box.getBoundingClientRect();
      const words = box.lastElementChild!.getBoundingClientRect();
      const isWhole = words.left >= around.left - 1 && words.right <= around.right + 1;
      return !isWhole && words.top < around.bottom - 1;
    }).length,
  );
  expect(pieces).toBe(0);
  const name = page.getByRole("link", { name: "Bright Coaching" });
  await expect(name).toHaveAttribute("title", "Bright Coaching");
  // A long word wraps within the link, whose second line ends with an ellipsis.
  const fits = await name.evaluate((link) => {
    link.textContent = "x".repeat(120);
    return link.scrollWidth <= link.clientWidth && link.scrollHeight > link.clientHeight;
  });
  expect(fits).toBe(true);
});

test("a tier is changed from the row's menu after a dialog says what it means", async ({ page }) => {
  await signIn(page, people.god);
  await page.goto(`${dashboard}?q=bright`);
  await hydrated(page);
  await page.getByRole("button", { name: "Actions for Bright Coaching" }).click();
  await page.getByRole("menuitem", { name: /Change tier/ }).click();
  const dialog = page.getByRole("dialog", { name: "Change the tier of Bright Coaching" });
  await expect(dialog).toContainText("The new limits hold from now on");
  await expect(dialog.getByLabel("Tier")).toBeFocused();
  await dialog.getByLabel("Tier").selectOption("pro");
  await dialog.getByRole("button", { name: "Change tier" }).click();
  await expect(page.getByText("Tier changed.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Bright Coaching/ })).toContainText("Pro");
  await page.getByRole("link", { name: "Bright Coaching" }).click();
  await page.getByRole("link", { name: "Subscription" }).click();
  await expect(page.getByRole("row", { name: /Pro/ })).toContainText("Running");
});

test("an organisation's page has all of it, and a note stays there", async ({ page }) => {
  await signIn(page, people.god);
  await page.goto(`${dashboard}?q=northw`);
  await hydrated(page);
  await page.getByRole("link", { name: /^Northwind/ }).click();
  await expect(page.getByRole("img", { name: /Messages a day/ })).toBeVisible();
  const tabs = {
    Members: "members",
    Invitations: "invites",
    "Audit trail": "audit",
    Jobs: "jobs",
    Mails: "mails",
    Subscription: "subscription",
    Notes: "notes",
  };
  for (const [tab, name] of Object.entries(tabs)) {
    await page.getByRole("navigation", { name: "Parts of the organisation" }).getByRole("link", { name: tab }).click();
    await expect(page).toHaveURL(new RegExp(`tab=${name}`));
    await expectAccessible(page);
  }
  await page.getByLabel("New note").fill("Pays by invoice.");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText("Pays by invoice.")).toBeVisible();
});

test("the operator's pages break no accessibility rule in light or dark @phone", async ({ page }) => {
  await signIn(page, people.god);
  for (const path of [dashboard, `${dashboard}?range=365`, `${dashboard}?q=nobody-at-all`, `${dashboard}/plans`, `${dashboard}/revenue`]) {
    await page.goto(path);
    await hydrated(page);
    await expectAccessibleInBoth(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, path).toBeLessThanOrEqual(0);
  }
});

test("an owner sees plan and usage @phone", async ({ page }) => {
  await signIn(page, people.oscar);
  await page.goto("/settings/plan");
  await hydrated(page);
  await expect(page.getByRole("progressbar", { name: "Members" })).toBeVisible();
  await expectAccessible(page);
});
