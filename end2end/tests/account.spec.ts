import {
  expect, expectAccessibleInBoth, HOME, hydrated, PASSWORD, people, signIn, signInByForm, test,
} from "./support/fixtures";
import { showLinks } from "./support/mailbox";

test("who is signed in is led past the door @phone", async ({ page }) => {
  await signInByForm(page, people.olivia);
  await page.goto("/sign-in");
  await expect(page).toHaveURL(HOME);
});

test("the door opens and closes without JavaScript @no-js", async ({ page }) => {
  await signInByForm(page, people.olivia);
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a wrong password is told beside the form and the address stays @no-js", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("nobody@example.com");
  await page.getByLabel(/^Password/).fill("wrong password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("nobody@example.com");
  await expect(page.getByLabel(/^Password/)).toHaveValue("");
});

test.describe("with a refusal in the console", () => {
  test.use({ expectedInConsole: [/status of 4\d\d/] });

  test("a wrong password is told beside the form and nothing typed is lost", async ({ page }) => {
    await page.goto("/sign-in");
    await hydrated(page);
    await page.getByLabel("E-mail").fill("nobody@example.com");
    await page.getByLabel(/^Password/).fill("wrong password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue("nobody@example.com");
  });
});

test("a private page asks to sign in and leads back", async ({ page }) => {
  await page.goto("/settings/members?sort=email");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await hydrated(page);
  await page.getByLabel("E-mail").fill(people.olivia);
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/settings\/members\?sort=email/);
});

test("a forgotten password is reset by the mailed link, once @no-js", async ({ page, browser }) => {
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail").fill("leo@northwind.example");
  await page.getByRole("button", { name: /send|mail|reset/i }).first().click();
  await expect(page.getByText("Look into your mailbox")).toBeVisible();
  const operator = await browser.newContext({ baseURL: new URL(page.url()).origin, javaScriptEnabled: false });
  const mailbox = await operator.newPage();
  await signIn(mailbox, people.god);
  await mailbox.goto("/god-dashboard/mailbox");
  await mailbox.getByRole("link", { name: /password/i }).first().click();
  await showLinks(mailbox);
  const link = await mailbox.locator('a[href*="/reset-password/"]').first().getAttribute("href");
  await operator.close();
  const path = new URL(link!).pathname;
  await page.goto(path);
  await page.getByLabel(/password/i).first().fill("another good phrase 26");
  await page.getByRole("button", { name: /password|save|set/i }).last().click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await signIn(page, "leo@northwind.example", "another good phrase 26");
  await page.goto(path);
  await expect(page.getByText(/no longer|used|expired|not valid|does not/i).first()).toBeVisible();
});

for (const path of ["/sign-in", "/sign-up", "/forgot-password"]) {
  test(`${path} breaks no accessibility rule in light or dark`, async ({ page }) => {
    await page.goto(path);
    await hydrated(page);
    await expectAccessibleInBoth(page);
  });
}
