import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, expectAccessibleInBoth, hydrated, people, signIn, test } from "./support/fixtures";
import { showLinks } from "./support/mailbox";

const CHOSEN = "a quiet blue harbour 26";
const PHONE = { width: 390, height: 844 };

/** Addresses that no earlier run has used. */
const fresh = (name: string) => `${name}-${Date.now()}@new.example`;

/** Opens the latest mail to this address in the operator's mailbox and returns the path of its link. */
async function mailedPath(mailbox: Page, subject: RegExp, part: string) {
  // A job delivers mails; without an SMTP server they are in the mailbox at once.
  await mailbox.goto("/god-dashboard/mailbox");
  await mailbox.getByRole("link", { name: subject }).first().click();
  await showLinks(mailbox);
  const link = await mailbox.locator(`a[href*="${part}"]`).first().getAttribute("href");
  return new URL(link!).pathname;
}

async function newcomer(browser: Browser, from: Page, viewport?: { width: number; height: number }) {
  const context = await browser.newContext({ baseURL: new URL(from.url()).origin, viewport, reducedMotion: "reduce" });
  return context.newPage();
}

async function chooseNameAndPassword(page: Page, name: string, button: string | RegExp) {
  await hydrated(page);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel(/^Password/).fill(CHOSEN);
  await page.getByRole("button", { name: button, exact: true }).click();
}

test("an owner is invited and opens the organisation", async ({ page, browser }) => {
  const org = `Harbour ${Date.now()}`;
  const nora = fresh("nora");

  await signIn(page, people.god);
  await page.goto("/god-dashboard/invites/new");
  await hydrated(page);
  await page.getByLabel("E-mail").fill(nora);
  await page.locator('input[name="form[organization]"]').fill(org);
  await page.locator('select[name="form[tier]"]').selectOption("pro");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await page.waitForURL(/\/god-dashboard\/invites\?done=sent/);
  await expect(page.getByText(nora, { exact: true })).toBeVisible();
  await expectAccessible(page);

  const path = await mailedPath(page, new RegExp(`open ${org}`), "/signup/");
  const owner = await newcomer(browser, page);
  await owner.goto(path);
  await expect(owner.getByLabel("E-mail")).toHaveValue(nora);
  await expect(owner.getByLabel("E-mail")).not.toBeEditable();
  await expectAccessible(owner);
  await chooseNameAndPassword(owner, "Nora New", /Open Harbour/);
  await owner.waitForURL((url) => url.pathname === "/");
  await expect(owner.getByRole("button", { name: new RegExp(org) }).first()).toBeVisible();

  await page.goto(path);
  await expect(page.getByText("This invitation has been accepted already")).toBeVisible();
  await owner.context().close();
});

test("an owner invites a member, who joins on a phone", async ({ page, browser }) => {
  const ben = fresh("ben");
  await signIn(page, people.god);
  const owner = await newcomer(browser, page);
  await signIn(owner, people.olivia);

  await owner.goto("/settings/members/invites");
  await hydrated(owner);
  await owner.getByLabel("E-mail").fill(ben);
  await expectAccessible(owner);
  await owner.getByRole("button", { name: "Make a link instead" }).click();
  await expect(owner.getByText(`The link for ${ben}`)).toBeVisible();
  const link = await owner.locator("code").first().textContent();
  await expect(owner.getByRole("row", { name: ben }).first()).toBeVisible();

  const member = await newcomer(browser, page, PHONE);
  await member.goto(new URL(link!).pathname);
  await expect(member.getByLabel("E-mail")).toHaveValue(ben);
  await expectAccessible(member);
  // The owner could open this link too: the account is not active before Ben's mailbox has confirmed it.
  await chooseNameAndPassword(member, "Ben Boat", "Create account");
  await expect(member.getByText("Look into your mailbox")).toBeVisible();
  await expectAccessible(member);
  await member.goto(await mailedPath(page, /Confirm your email/, "/verify-email/"));
  await hydrated(member);
  await member.getByLabel(/^Password/).fill(CHOSEN);
  await member.getByRole("button", { name: "Confirm and sign in" }).click();
  await member.waitForURL((url) => url.pathname === "/");
  await member.goto("/settings/members");
  await expect(member.getByRole("link", { name: "Ben Boat" })).toBeVisible();
  await expectAccessible(member);

  await owner.goto("/settings/members");
  await hydrated(owner);
  await owner.getByRole("link", { name: "Ben Boat" }).click();
  await expect(owner.getByRole("heading", { name: "Ben Boat" })).toBeVisible();
  await owner.getByLabel("Tier").selectOption("pro");
  await owner.getByRole("button", { name: "Save changes" }).click();
  await expect(owner.getByText("Saved.")).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole("button", { name: "Remove from organisation" }).click();
  await owner.getByRole("button", { name: "Remove member" }).click();
  await owner.waitForURL(/\/settings\/members\?done=removed/);
  await expect(owner.getByRole("link", { name: "Noah" })).toBeVisible();
  await expect(owner.getByText("Ben Boat")).toHaveCount(0);
  await owner.context().close();
  await member.context().close();
});

for (const path of ["/invite/nope", "/signup/nope"]) {
  test(`${path} says that the link is not valid, and offers nothing that cannot help @no-js`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByText("This link is not valid")).toBeVisible();
    await expect(page.getByRole("button")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "To sign-in" })).toBeVisible();
    await expect(page.getByRole("link", { name: /^Continue with/ })).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "You are invited" })).toHaveCount(0);
  });
}

test("a sheet is checked line by line before anything is sent", async ({ page }) => {
  await signIn(page, people.god);
  await page.goto("/god-dashboard/invites/new?by=sheet");
  await hydrated(page);
  const address = fresh("ann");
  await page.getByLabel("Lines").fill(`email,organization,tier\n${address},Ann's House,pro\nnobody,Lost,gold`);
  await page.getByRole("button", { name: "Check without sending" }).click();
  await expect(page.getByText("1 of 2 lines are wrong")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("File").setInputFiles({
    name: "owners.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`email,organization,tier\n${address},Ann's House,pro\n`),
  });
  await expect(page.getByText("All 1 lines can be sent.")).toBeVisible();
  await page.getByRole("button", { name: "Send all invitations" }).click();
  await page.waitForURL(/done=sent/);
  await expect(page.getByText(address, { exact: true })).toBeVisible();
});

test("an owner is invited and the invitation is withdrawn without JavaScript @no-js", async ({ page }) => {
  await signIn(page, people.god);
  await page.goto("/god-dashboard/invites/new");
  const address = fresh("nojs");
  await page.getByLabel("E-mail").fill(address);
  await page.locator('input[name="form[organization]"]').fill("Plain House");
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("The invitation is on its way.")).toBeVisible();
  await page.goto(`/god-dashboard/invites?q=${encodeURIComponent(address)}`);
  await page.getByRole("button", { name: `Actions for ${address}` }).click();
  await page.getByRole("menuitem", { name: "Send again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("A fresh link is on its way; the old one no longer works.")).toBeVisible();
  await page.goto(`/god-dashboard/invites?q=${encodeURIComponent(address)}`);
  await page.getByRole("button", { name: `Actions for ${address}` }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke invitation" }).click();
  await expect(page.getByText("The invitation is withdrawn.")).toBeVisible();
});

test("member pages break no accessibility rule in light or dark", async ({ page }) => {
  await signIn(page, people.olivia);
  for (const path of ["/settings/members", "/settings/members/invites", "/settings/members/tiers"]) {
    await page.goto(path);
    await hydrated(page);
    await expectAccessibleInBoth(page);
  }
});
