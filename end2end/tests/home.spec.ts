// The home page of each role, and the navigation that leads to it and on from it.
import type { Page } from "@playwright/test";

import {
  CONVERSATION, expect, expectAccessible, expectAccessibleInBoth, HOME, hydrated, PASSWORD, people, signIn, test,
} from "./support/fixtures";
import { titlesForMembers, titlesIn, titlesInBar } from "./support/places";

const main = (page: Page) => page.getByRole("navigation", { name: "Main" });
const places = (page: Page) => page.getByRole("navigation", { name: "Places" });
const checklist = (page: Page) => page.getByRole("main").getByRole("list").filter({ hasText: "Invite a member" });

/** Opens the home page right after a sign-in. */
async function home(page: Page, email: string) {
  await signIn(page, email, PASSWORD, "/");
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
}

/** Sends a message and waits for the complete answer, so that nothing changes while the page is checked. */
async function ask(page: Page, text: string) {
  await page.goto("/chat");
  await hydrated(page);
  await page.getByRole("textbox", { name: /message/i }).fill(text);
  await page.getByRole("button", { name: "Send message" }).click();
  await page.waitForURL(CONVERSATION);
  await expect(page.getByRole("article").last().getByText(/tokens in/)).toBeVisible();
}

for (const who of ["mia", "olivia"] as const) {
  test(`who signs in lands on a home page that breaks no rule, ${who} in light or dark @phone`, async ({ page }) => {
    await home(page, people[who]);
    await expect(page).toHaveURL(HOME);
    await expectAccessibleInBoth(page);
    for (const width of [1440, 1024, 768, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, String(width)).toBeLessThanOrEqual(0);
    }
  });
}

test("the operator is led to the dashboard, whose places stand in a sidebar of their own", async ({ page }) => {
  await signIn(page, people.god, PASSWORD, "/");
  await expect(page).toHaveURL(/\/god-dashboard$/);
  await expect(main(page).getByRole("link")).toHaveText(await titlesIn("operator"));
  await page.goto("/");
  await expect(page).toHaveURL(/\/god-dashboard$/);
});

test("places stand in groups, and nobody sees one that they cannot use", async ({ page, browser, baseURL }) => {
  await home(page, people.olivia);
  await expect(main(page).getByRole("link")).toHaveText(await titlesIn("sidebar"));
  await expect(main(page).getByText("Build")).toBeVisible();
  await expect(main(page).getByText("Run")).toBeVisible();
  await expect(main(page).getByRole("link", { name: "Home" })).toHaveAttribute("aria-current", "page");
  const context = await browser.newContext({ baseURL });
  const member = await context.newPage();
  await home(member, people.mia);
  await expect(main(member).getByRole("link")).toHaveText(await titlesForMembers());
  await context.close();
});

test("settings have a column of their own pages", async ({ page }) => {
  await signIn(page, people.olivia);
  await page.goto("/settings");
  await hydrated(page);
  const column = page.getByRole("navigation", { name: "Settings" });
  await expect(column.getByRole("link")).toHaveText(await titlesIn("settings"));
  await column.getByRole("link", { name: "Branding" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Branding" })).toBeVisible();
  await expect(column.getByRole("link", { name: "Branding" })).toHaveAttribute("aria-current", "page");
  await expect(main(page).getByRole("link", { name: "Settings" })).toHaveAttribute("aria-current", "page");
  await expectAccessible(page);
  await page.goto("/settings/members");
  await expect(column).toHaveCount(0);
  await expect(main(page).getByRole("link", { name: "Settings" })).not.toHaveAttribute("aria-current", "page");
  await expect(main(page).getByRole("link", { name: "Members" })).toHaveAttribute("aria-current", "page");
});

test("a phone has a bar of places and the rest behind More, but for the chat", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await home(page, people.olivia);
  await expect(places(page).getByRole("link")).toHaveText(await titlesInBar());
  await expect(page.getByRole("button", { name: "Open navigation" })).toBeHidden();
  await places(page).getByRole("button", { name: "More" }).click();
  await main(page).getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(main(page)).toBeHidden();
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Sign-in" }).click();
  await page.getByRole("main").getByRole("link", { name: "Settings", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Settings" })).toBeVisible();
  await places(page).getByRole("link", { name: "Chat" }).click();
  await expect(page).toHaveURL(/\/chat$/);
  await expect(places(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Open navigation" })).toBeVisible();
});

test("what a member has begun stands on their home page and leads on, and nobody else sees it", async ({
  page,
  browser,
  baseURL,
}) => {
  const text = `Home ${Date.now()}`;
  await signIn(page, people.mia);
  await ask(page, text);
  await main(page).getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { name: "Continue" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Agents to ask" })).toBeVisible();
  const context = await browser.newContext({ baseURL });
  const owner = await context.newPage();
  await home(owner, people.olivia);
  await expect(owner.getByText(text)).toHaveCount(0);
  await context.close();
  await page.getByRole("main").getByRole("link", { name: text }).click();
  await expect(page).toHaveURL(CONVERSATION);
});

test("an owner is told what to set up, and what they skip stays away @no-js", async ({ page }) => {
  await home(page, people.oscar);
  const step = checklist(page).getByRole("listitem").filter({ hasText: "Give your agent its instructions" });
  await expect(step.getByRole("link", { name: "Edit the agent" })).toHaveAttribute("href", /\/agents\//);
  await step.getByRole("button", { name: "Skip" }).click();
  await expect(page).toHaveURL(/\/\?done=skipped$/);
  await expect(page.getByText("The step is skipped.")).toBeVisible();
  await expect(page.getByText("Give your agent its instructions")).toHaveCount(0);
  await page.getByRole("button", { name: "Show the skipped steps again" }).click();
  await expect(page).toHaveURL(/\/\?done=unskipped$/);
  await expect(page.getByText("The skipped steps are shown again.")).toBeVisible();
  await expect(step).toBeVisible();
  await step.getByRole("button", { name: "Skip" }).click();
  await expect(page.getByText("Give your agent its instructions")).toHaveCount(0);
});

test("a step leads to its page, is done by what is done there, and is skipped in place", async ({ page }) => {
  await home(page, people.olivia);
  const invite = checklist(page).getByRole("listitem").filter({ hasText: "Invite a member" });
  // The demo already has members.
  await expect(invite.getByText(", done")).toBeAttached();
  const welcome = checklist(page).getByRole("listitem").filter({ hasText: "Welcome new members" });
  await welcome.getByRole("link", { name: "Write a welcome" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Branding" })).toBeVisible();
  await page.goto("/");
  await hydrated(page);
  await welcome.getByRole("button", { name: "Skip" }).click();
  await expect(welcome).toHaveCount(0);
  await expect(page).toHaveURL(HOME);
});

test("a skip is told, keeps the focus near, skips one step, and is taken back", async ({ page }) => {
  await home(page, people.olivia);
  await hydrated(page);
  const skips = page.getByRole("main").getByRole("button", { name: /^Skip/ });
  const back = page.getByRole("button", { name: "Show the skipped steps again" });
  const heading = page.getByRole("heading", { name: /^(Set up your organisation|What was left to set up is skipped)/ });
  // Resets what an earlier test has skipped.
  if (await back.isVisible()) {
    await back.click();
    await expect(back).toHaveCount(0);
  }
  await expect(skips).not.toHaveCount(0);
  const all = await skips.count();
  let sent = 0;
  page.on("request", (request) => {
    sent += Number(new URL(request.url()).pathname === "/api/home/skip");
  });
  // The second click of a double click, as it hits the button of the step that has moved up.
  await expect(skips.first()).toBeEnabled();
  await skips.first().dispatchEvent("click", { detail: 2 });
  await expect(skips).toHaveCount(all);
  await skips.first().dblclick();
  await expect(page.getByText("The step is skipped.")).toHaveCount(1);
  await expect(skips).toHaveCount(all - 1);
  await expect(heading).toBeFocused();
  await expectAccessible(page);
  await back.click();
  await expect(page.getByText("The skipped steps are shown again.")).toBeVisible();
  await expect(skips).toHaveCount(all);
  await expect(heading).toBeFocused();
  await expect(back).toHaveCount(0);
  expect(sent, "one skip alone was sent").toBe(1);
});

test.describe("with a refusal in the console", () => {
  test.use({ expectedInConsole: [/status of 404/] });

  test("why a skip was refused goes once the skipped steps are back", async ({ page }) => {
    await home(page, people.oscar);
    await hydrated(page);
    const skips = page.getByRole("main").getByRole("button", { name: /^Skip/ });
    const back = page.getByRole("button", { name: "Show the skipped steps again" });
    // Begins with a step that is skipped, and another one.
    if (await back.isVisible()) {
      await back.click();
      await expect(back).toHaveCount(0);
    }
    const key = page.locator('input[name="form[step]"]');
    const all = await key.count();
    expect(all).toBeGreaterThan(1);
    await skips.first().click();
    await expect(key).toHaveCount(all - 1);
    await key.first().evaluate((input: HTMLInputElement) => (input.value = "no such step"));
    await skips.first().click();
    const refusal = page.getByRole("main").getByRole("alert");
    await expect(refusal).toBeVisible();
    await back.click();
    await expect(page.getByText("The skipped steps are shown again.")).toBeVisible();
    await expect(refusal).toHaveCount(0);
  });
});

test("an agent of the home page is the one that is asked @no-js", async ({ page }) => {
  await home(page, people.mia);
  const agent = page.locator('a[href^="/chat?agent="]').first();
  const id = new URL((await agent.getAttribute("href"))!, page.url()).searchParams.get("agent");
  await agent.click();
  await expect(page.locator('input[name="form[agent]"]').first()).toHaveValue(id!);
});
