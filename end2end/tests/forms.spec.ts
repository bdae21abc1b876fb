// Forms after their submission: cleared after a success, no stale messages, and a request for a proof that is no error.
import { expect, expectAccessible, hydrated, PASSWORD, people, signIn, test } from "./support/fixtures";

const ADA = "ada@northwind.example";
const MIA = "Mia";

/** Addresses that no earlier run has used. */
const fresh = (name: string) => `${name}-${Date.now()}@new.example`;

test("a key's form is empty once the key is made", async ({ page }) => {
  await signIn(page, ADA);
  await page.goto("/account/api-keys");
  await hydrated(page);
  const name = page.getByLabel(/^What is it for/);
  const scope = page.getByLabel("Talk to agents and keep conversations");
  const proof = page.getByLabel(/^Confirm it is you/);
  await name.fill("Once");
  await scope.check();
  await proof.fill(PASSWORD);
  await page.getByRole("button", { name: "Make key" }).click();
  await expect(page.locator("[data-api-key]")).toBeVisible();
  await expect(name).toHaveValue("");
  await expect(scope).not.toBeChecked();
  await expect(proof).toHaveValue("");
  // The browser itself refuses to submit an empty form.
  await page.getByRole("button", { name: "Make key" }).click();
  await page.reload();
  await hydrated(page);
  await expect(page.getByRole("row", { name: /Once/ })).toHaveCount(1);
});

test("a note's form is empty once the note is there", async ({ page }) => {
  const words = `Likes short mails ${Date.now()}.`;
  await signIn(page, people.god);
  await page.goto("/god-dashboard?q=bright");
  await hydrated(page);
  await page.getByRole("link", { name: "Bright Coaching" }).click();
  await page.getByRole("navigation", { name: "Parts of the organisation" }).getByRole("link", { name: "Notes" }).click();
  await page.getByLabel("New note").fill(words);
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText(words)).toHaveCount(1);
  await expect(page.getByLabel("New note")).toHaveValue("");
});

test.describe("with a refusal in the console", () => {
  test.use({ expectedInConsole: [/status of 4\d\d/] });

  test("what was said of one invitation goes when the next is sent", async ({ page }) => {
    const one = fresh("one");
    await signIn(page, people.olivia);
    await page.goto("/settings/members/invites");
    await hydrated(page);
    const email = page.getByLabel("E-mail");
    await email.fill(one);
    await page.getByRole("button", { name: "Send invitation" }).click();
    await expect(page.getByText(`A mail to ${one} is on its way.`)).toBeVisible();
    await expect(email).toHaveValue("");
    await email.fill(one);
    await page.getByRole("button", { name: "Send invitation" }).click();
    await expect(page.getByText("This address has an open invitation already").first()).toBeVisible();
    await expect(page.getByText(/is on its way/)).toHaveCount(0);
    // Refused input stays, so that people can correct it.
    await expect(email).toHaveValue(one);
  });

  test("an owner is made only after a proof, which is asked for quietly", async ({ page }) => {
    await signIn(page, people.olivia);
    await page.goto("/settings/members");
    await hydrated(page);
    await page.getByRole("link", { name: MIA }).click();
    await page.getByLabel("Role", { exact: true }).selectOption("owner");
    await page.getByRole("button", { name: "Save changes" }).click();
    const ask = page.getByText("To go on, confirm that it is you.");
    await expect(ask).toHaveCount(1);
    await expect(page.getByRole("alert")).toHaveCount(0);
    const proof = page.locator('input[name="step_up[proof]"]');
    await expect(proof).toBeFocused();
    await expectAccessible(page);
    await proof.fill("not the password");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(proof).toHaveAttribute("aria-invalid", "true");
    await proof.fill(PASSWORD);
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(proof).toHaveCount(0);
    await page.getByLabel("Role", { exact: true }).selectOption("member");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
  });

  test("an owner's invitation is sent again only after a proof", async ({ page }) => {
    const heir = fresh("heir");
    await signIn(page, people.olivia);
    await page.goto("/settings/members/invites");
    await hydrated(page);
    await page.getByLabel("E-mail").fill(heir);
    await page.getByLabel("Role", { exact: true }).selectOption("owner");
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.locator('form input[name="step_up[proof]"]:visible').fill(PASSWORD);
    await page.getByRole("button", { name: "Send invitation" }).click();
    await expect(page.getByText(`A mail to ${heir} is on its way.`)).toBeVisible();
    await page.getByRole("button", { name: `Actions for ${heir}` }).click();
    await page.getByRole("menuitem", { name: "Make a fresh link" }).click();
    const dialog = page.getByRole("dialog", { name: `Make a fresh link for ${heir}?` });
    const proof = dialog.getByLabel("Confirm it is you");
    await expectAccessible(page);
    await proof.fill("not the password");
    await dialog.getByRole("button", { name: "Make a fresh link" }).click();
    await expect(proof).toHaveAttribute("aria-invalid", "true");
    await proof.fill(PASSWORD);
    await dialog.getByRole("button", { name: "Make a fresh link" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(`The link for ${heir}`)).toBeVisible();
  });
});

test("the ask for a proof keeps what was chosen without JavaScript @no-js", async ({ page }) => {
  await signIn(page, people.olivia);
  await page.goto("/settings/members");
  await page.getByRole("link", { name: MIA }).click();
  await page.getByLabel("Role", { exact: true }).selectOption("owner");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("To go on, confirm that it is you.")).toHaveCount(1);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByLabel("Role", { exact: true })).toHaveValue("owner");
  await expect(page.locator('input[name="step_up[proof]"]')).toBeFocused();
});

test("an owner's invitation is sent again only after a proof, without JavaScript @no-js", async ({ page }) => {
  const heir = fresh("plain-heir");
  await signIn(page, people.olivia);
  await page.goto("/settings/members/invites");
  await page.getByLabel("E-mail").fill(heir);
  await page.getByLabel("Role", { exact: true }).selectOption("owner");
  await page.getByRole("button", { name: "Send invitation" }).click();
  await page.locator('form input[name="step_up[proof]"]:visible').fill(PASSWORD);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("The invitation is on its way.")).toBeVisible();
  await page.getByRole("button", { name: `Actions for ${heir}` }).click();
  await page.getByRole("menuitem", { name: "Send again" }).click();
  const dialog = page.getByRole("dialog", { name: `Send the invitation of ${heir} again?` });
  const proof = dialog.getByLabel("Confirm it is you");
  await proof.fill("not the password");
  await dialog.getByRole("button", { name: "Send again" }).click();
  // The page comes back with that dialog open, and no other.
  await expect(proof).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await proof.fill(PASSWORD);
  await dialog.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("A fresh link is on its way; the old one no longer works.")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: `Actions for ${heir}` }).click();
  await page.getByRole("menuitem", { name: "Take back" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("The invitation is taken back.")).toBeVisible();
});

test("what happened of late is read again when something is added", async ({ page, browser }) => {
  const elsewhere = await browser.newContext({ baseURL: new URL((await page.goto("/sign-in"))!.url()).origin });
  await signIn(await elsewhere.newPage(), ADA);
  await signIn(page, ADA);
  await page.goto("/account");
  await hydrated(page);
  const ended = page.getByText("A device was signed out", { exact: true });
  const before = await ended.count();
  await page.getByRole("button", { name: /^Sign out / }).filter({ hasNotText: /everywhere|all others/ }).first().click();
  await expect(page.getByText("The device is signed out.")).toBeVisible();
  await expect(ended).toHaveCount(before + 1);
  await elsewhere.close();
});

test("a hidden link of a mail cannot be pressed", async ({ page }) => {
  await page.goto("/forgot-password");
  await hydrated(page);
  await page.getByLabel("E-mail").fill(ADA);
  await page.getByRole("button", { name: /send|mail|reset/i }).first().click();
  await expect(page.getByText("Look into your mailbox")).toBeVisible();
  await signIn(page, people.god);
  await page.goto("/god-dashboard/mailbox");
  await hydrated(page);
  await page.getByRole("link", { name: /password/i }).first().click();
  await expect(page.getByText("Its links are hidden")).toBeVisible();
  await expect(page.getByText(/\/reset-password\/…/)).toBeVisible();
  await expect(page.locator('a[href*="/reset-password"]')).toHaveCount(0);
});
